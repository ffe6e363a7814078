"""What happens while people look: announced by services, heard in every process."""
