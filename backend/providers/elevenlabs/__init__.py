"""ElevenLabs: speech, with the time of each character."""
