"""Pictures, videos and sounds made on the spot, for simulator, fake provider and demo."""
