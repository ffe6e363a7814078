"""What language models are asked about a story, and what is made of their replies: pure."""
