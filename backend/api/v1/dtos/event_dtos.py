"""Events on the wire, and what is said on a WebSocket beside them."""

from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel

from backend.api.envelope import ErrorCode
from backend.domain.ids import ProjectId
from backend.domain.times import Moment, utc_now
from backend.events.subscription import ALL_TYPES, Interests
from backend.events.types import Event, EventType

QUEUE_TYPES: Final = frozenset({"queue_update", "preview", "server_update"})


class EventMessage(RootModel[Annotated[Event, Field(discriminator="type")]]):
    """One event; `resync` means that some are lost: read what is on screen again.

    Ids rise, and the last one seen is where to go on after a break. `project_id` is null in
    events that belong to no project. Of two events about one thing the one with the lower `rev`
    is the older.
    """


class Said(BaseModel):
    """The base of what clients say: a filter that is misspelt must not widen what they hear."""

    model_config = ConfigDict(extra="forbid")


class SubscriptionData(Said):
    """Which events; what is absent or null stands for all."""

    project_id: ProjectId | None = Field(default=None, description="Those of one project.")
    types: list[EventType] | None = Field(default=None, max_length=50)

    @property
    def interests(self) -> Interests:
        """The events meant."""
        return Interests.of(self.project_id, ALL_TYPES if self.types is None else self.types)


class QueueSubscriptionData(Said):
    """Whose queue; absent or null: that of all projects."""

    project_id: ProjectId | None = None

    @property
    def interests(self) -> Interests:
        """The events meant."""
        return Interests.of(self.project_id, QUEUE_TYPES)


class Subscribe(Said):
    """Hear of more: subscriptions add up."""

    type: Literal["subscribe"]
    data: SubscriptionData = SubscriptionData()


class SubscribeQueue(Said):
    """Hear of queue_update, preview and server_update."""

    type: Literal["subscribe_queue"]
    data: QueueSubscriptionData = QueueSubscriptionData()


class Unsubscribe(Said):
    """Hear of these no more; without a project_id of no project, without types of no type."""

    type: Literal["unsubscribe"]
    data: SubscriptionData = SubscriptionData()


class UnsubscribeQueue(Said):
    """Hear of queue_update, preview and server_update no more."""

    type: Literal["unsubscribe_queue"]
    data: QueueSubscriptionData = QueueSubscriptionData()


class Ping(BaseModel):
    """Ask for a pong: it comes when all that was said before is in force."""

    type: Literal["ping"]


class ClientMessage(
    RootModel[
        Annotated[
            Subscribe | SubscribeQueue | Unsubscribe | UnsubscribeQueue | Ping,
            Field(discriminator="type"),
        ]
    ]
):
    """What a client may say on the WebSocket."""


class Reply(BaseModel):
    """What both replies have in common with events: here id and project are null."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=True)

    id: None = None
    project_id: None = None
    at: Moment = Field(default_factory=utc_now)


class PongData(BaseModel):
    """Nothing more."""


class Pong(Reply):
    """The answer to a ping."""

    type: Literal["pong"] = "pong"
    data: PongData = PongData()


class SocketErrorData(BaseModel):
    """A code for programs, the same ones as in ErrorResponse, and a message for people."""

    code: ErrorCode
    message: str


class SocketError(Reply):
    """A message was not understood, or could not be done; the connection goes on."""

    type: Literal["error"] = "error"
    data: SocketErrorData
