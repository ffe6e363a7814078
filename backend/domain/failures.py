"""The classes of failure the queue tells apart; what it does about each is in services/queue."""

from enum import StrEnum


class FailureClass(StrEnum):
    """Who or what is at fault, from the job's point of view."""

    USER = "user"
    """The request itself: fail at once."""
    RUNTIME = "runtime"
    """It failed while it ran: the request, this server or a bug of ours may be at fault."""
    OOM = "oom"
    """Too big for this server's memory."""
    UNREACHABLE = "unreachable"
    """The server was away before it took the job: counts for the server only."""
    INFRASTRUCTURE = "infrastructure"
    """The server was lost after it took the job."""
    INTERRUPTED = "interrupted"
    """Our own process died at the work: as a rule the work is not to blame."""
    OVERRUN = "overrun"
    """Past its time limit."""
    GARBAGE = "garbage"
    """What came back is not media."""
    THROTTLED = "throttled"
    """The server asks to wait."""
    LANE_AUTH = "lane_auth"
    """The server refuses our key."""
    STORAGE = "storage"
    """Our own disk is full."""
    DEPENDENCY = "dependency"
    """A job that had to be done first was given up."""
