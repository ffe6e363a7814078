"""What others wrote, read again: whole boards, and cuts that come back from editors."""
