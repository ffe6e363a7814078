"""What is asked of services that make text, pictures, films and speech, in one shape for all.

Services that answer at once and services that have to be asked again look the same: `submit` of
the former returns work that is done. Every method raises only ProviderError.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal, Protocol

from backend.domain.media import MediaKind
from backend.domain.take import Alignment
from backend.providers.base import RemoteState


class ModelKind(StrEnum):
    """What a model makes."""

    TEXT = "text"
    IMAGE = "image"
    VIDEO = "video"
    SPEECH = "speech"


@dataclass(frozen=True)
class Price:
    """US dollars for a unit: "image", "second", "character", "token_in" or "token_out"."""

    usd: float
    per: str


@dataclass(frozen=True)
class ServiceModel:
    """A model as its service, or our data file, tells of it; what is not known is empty.

    Attributes:
        sizes: (width, height) in pixels that it makes; empty: any within the service's limits.
        durations: seconds of a film that it makes; empty: any.
        prompt_cap: characters of a prompt.
        context: tokens of a conversation.
        expires: when the service takes it away, as ISO 8601.
    """

    id: str
    kind: ModelKind
    name: str = ""
    sizes: tuple[tuple[int, int], ...] = ()
    durations: tuple[float, ...] = ()
    prompt_cap: int | None = None
    context: int | None = None
    prices: tuple[Price, ...] = ()
    takes_references: bool = False
    expires: str | None = None


@dataclass(frozen=True)
class Reference:
    """A picture that is sent along; as a film's first or last frame, or to look like it."""

    content_type: str
    content: bytes = field(repr=False)
    role: Literal["first_frame", "last_frame", "reference"] = "reference"


@dataclass(frozen=True)
class Speech:
    """What makes a text sound.

    Attributes:
        voice: as the service calls it; empty: its default.
        speed: 1 is its own.
        language: BCP 47, if it is known.
        before, after: the neighbouring texts, so that the voice goes on from one to the other.
    """

    voice: str = ""
    speed: float = 1.0
    language: str | None = None
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class MediaOrder:
    """One picture, film or piece of speech.

    Attributes:
        task_id: ours, a lower-case UUID, written down before the service hears of it: where it
            can be asked by it, it is sent along.
        prompt: of speech, the words.
        width, height: pixels; 0: the service's own.
        seconds: at least as long a film; 0: the service's own.
        params: what else the person set; a service ignores what it does not know.
    """

    kind: MediaKind
    task_id: str
    model: str
    prompt: str
    negative_prompt: str = ""
    width: int = 0
    height: int = 0
    seconds: float = 0.0
    seed: int | None = None
    references: tuple[Reference, ...] = ()
    speech: Speech | None = None
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class RemoteFile:
    """A file that was made: its content, or what `fetch` needs to get it."""

    content: bytes | None = field(default=None, repr=False)
    ref: str = ""


@dataclass(frozen=True)
class RemoteWork:
    """Where work stands; of DONE work `files` has the results, of FAILED work an error is raised.

    Attributes:
        id: the service's; empty if it was done at once and the service keeps nothing.
        progress: 0..1.
        cost_usd: what the service says it charged; None: it does not say.
        applied: what was really asked for, such as the size or seconds it was rounded to.
        poll_after: seconds after which the service wants to be asked again.
    """

    id: str
    state: RemoteState
    files: tuple[RemoteFile, ...] = ()
    progress: float | None = None
    cost_usd: float | None = None
    applied: Mapping[str, Any] = field(default_factory=dict)
    alignment: Alignment | None = None
    poll_after: float | None = None


class MediaGenerator(Protocol):
    """A service that makes pictures, films or speech."""

    async def models(self) -> Sequence[ServiceModel]:
        """Return the service's live list; empty if it has none that can be read."""
        ...

    async def submit(self, order: MediaOrder) -> RemoteWork:
        """Have something made, which costs money: never call it twice for the same.

        Raises:
            ProviderOutcomeUnknownError: it may be in the making, or not.
            ProviderError: it is not.
        """
        ...

    async def poll(self, id: str) -> RemoteWork:
        """Ask how far it is; ABSENT if the service knows nothing of it.

        Raises:
            ProviderRejectedError: it failed, in the service's words.
        """
        ...

    async def recall(self, task_id: str) -> RemoteWork | None:
        """After a submit of unknown outcome, find the work by our own id.

        Returns:
            The work, ABSENT if the service certainly never got it, None if it cannot tell.
        """
        ...

    async def cancel(self, id: str) -> bool:
        """Stop the work if the service can; True if it certainly charges nothing more."""
        ...

    def fetch(self, file: RemoteFile, *, limit: int) -> AsyncIterator[bytes]:
        """Stream the bytes of a file of at most so many bytes."""
        ...

    async def close(self) -> None:
        """Close all connections."""


@dataclass(frozen=True)
class Message:
    """A turn of a conversation."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True)
class TextOrder:
    """A text to be written.

    Attributes:
        schema: JSON Schema of the answer, and its name; None: plain text.
        max_tokens: of the answer.
    """

    messages: Sequence[Message]
    model: str
    schema: Mapping[str, Any] | None = None
    schema_name: str = "answer"
    max_tokens: int = 4096
    temperature: float | None = None
    seed: int | None = None


@dataclass(frozen=True)
class TextResult:
    """A text that was written, whatever is in it: nobody has looked at it yet.

    Attributes:
        cut: it ended at the limit of tokens and not by itself.
        cost_usd: what the service says it charged; None: it does not say.
    """

    text: str
    model: str
    cut: bool = False
    tokens_in: int = 0
    tokens_out: int = 0
    cost_usd: float | None = None


class TextGenerator(Protocol):
    """A service that writes."""

    async def models(self) -> Sequence[ServiceModel]:
        """Return the service's live list; empty if it has none that can be read."""
        ...

    async def complete(self, order: TextOrder) -> TextResult:
        """Write; asks for the schema in the strictest way that the model is known to take.

        Raises:
            ContentRefusedError: it does not write such a thing.
            ProviderError: nothing was written.
        """
        ...

    async def close(self) -> None:
        """Close all connections."""
