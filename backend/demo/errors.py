"""What can go wrong in the demo."""


class DemoFailedError(Exception):
    """A step did not do what it promises."""
