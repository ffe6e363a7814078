"""The real application against time-scaled simulated servers."""
