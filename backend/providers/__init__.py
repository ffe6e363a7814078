"""Adapters: one package or module per kind of server that makes media."""
