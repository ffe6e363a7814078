"""A ComfyUI server look-alike for the demo, the tests and the benchmarks; it imports only synth."""
