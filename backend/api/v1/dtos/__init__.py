"""What goes over the wire, by the names clients know."""
