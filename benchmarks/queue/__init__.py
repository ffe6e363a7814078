"""The queue's placement in virtual time, beside a proved lower bound and other policies."""
