"""From a written script to scenes, clips and prompts: pure functions, no input or output."""
