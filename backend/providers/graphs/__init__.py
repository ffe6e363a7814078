"""What to ask of a ComfyUI: our graphs, people's own workflows, and how both are filled."""
