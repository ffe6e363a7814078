"""The whole main job on a sample script: started, shown and checked."""
