"""Why a job does not run yet: what the queue writes down, and what a person who asks is told."""

from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel

from backend.domain.ids import ServerId
from backend.domain.times import Moment


class WaitingCode(StrEnum):
    """Why a job waits."""

    PAUSED = "paused"
    """A person paused the queue or the project."""
    BLOCKED = "blocked"
    """Other jobs must be done first."""
    RETRY_AT = "retry_at"
    """It failed and is tried again a little later."""
    NO_CAPABLE_SERVER = "no_capable_server"
    """No registered server can do it, whether or not it is free."""
    SERVERS_OFFLINE = "servers_offline"
    """Those that could do it cannot be used just now."""
    LANE_PAUSED = "lane_paused"
    """The lane it runs on was paused, by a person or because its provider refuses us."""
    FAIR_SHARE = "fair_share"
    """Other projects come first: this one had more than its share lately."""
    BEHIND = "behind"
    """Others came earlier."""
    HELD_FOR = "held_for"
    """A faster server will be free in time to end it sooner."""
    STORAGE = "storage"
    """Our disk is full or cannot be written."""
    BUDGET = "budget"
    """It costs more than its project's budget leaves."""


class Waiting(BaseModel):
    """Why a job waits, as the queue noted it; text is for people."""

    code: WaitingCode
    text: str
    since: datetime


class ServerReason(BaseModel):
    """Why one server does not run the job just now."""

    id: ServerId
    name: str
    reason: str


class WaitingReport(BaseModel):
    """Why a job waits, server by server."""

    code: WaitingCode
    text: str
    since: Moment | None = None
    """Since when the queue knows of it; absent: it was found out just now."""
    servers: list[ServerReason] = []
