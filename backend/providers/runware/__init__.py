"""Runware: pictures, films and sound, ordered as tasks with ids of ours."""
