"""The adapter to a ComfyUI server."""
