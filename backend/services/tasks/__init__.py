"""Task work: jobs that no ComfyUI server does, run by any process on lanes of their own."""
