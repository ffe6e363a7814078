"""How jobs reach servers: dispatcher > lane worker > runner, with pure placement and retry."""
