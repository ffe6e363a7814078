"""HTTP: routes, middleware and the translation of errors."""
