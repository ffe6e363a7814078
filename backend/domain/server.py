"""A ComfyUI server, as people register it."""

from enum import StrEnum
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, Field, SecretStr, field_serializer, model_validator
from pydantic_core import PydanticCustomError

from backend.domain.changes import Changes
from backend.domain.entity import Entity


class ServerType(StrEnum):
    """How the server is spoken to."""

    STANDARD = "standard"
    RUNPOD = "runpod"


def _clean_url(text: str) -> str:
    url = text.strip().rstrip("/")
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise PydanticCustomError("url", "must be an address such as http://192.168.1.20:8188")
    if parts.username or parts.password:
        raise PydanticCustomError("url", "may hold no password: use api_key or headers")
    if parts.query or parts.fragment:
        raise PydanticCustomError("url", "may hold no query or fragment")
    return url


def _check_url(text: str) -> str:
    try:
        return _clean_url(text)
    except ValueError as exc:
        raise PydanticCustomError("url", "is not a valid address") from exc


def _check_headers(headers: dict[str, SecretStr]) -> dict[str, SecretStr]:
    for name, value in headers.items():
        plain = value.get_secret_value()
        if not name.isascii() or not name.replace("-", "").replace("_", "").isalnum():
            raise PydanticCustomError("headers", "a header name has letters, digits and hyphens")
        if any(not 32 <= ord(mark) < 256 or ord(mark) == 127 for mark in plain):
            raise PydanticCustomError("headers", "a header value has printable characters only")
    return headers


ServerUrl = Annotated[str, Field(max_length=2000), AfterValidator(_check_url)]
ServerHeaders = Annotated[
    dict[str, SecretStr], Field(max_length=50), AfterValidator(_check_headers)
]


class ServerFields(BaseModel):
    """What a person may set on a server; keys and header values are never answered."""

    name: str = Field(min_length=1, max_length=200)
    url: ServerUrl
    server_type: ServerType | None = Field(
        default=None, description="Absent: found from the address."
    )
    api_key: SecretStr | None = Field(
        default=None, max_length=2000, description="Sent as `Authorization: Bearer …`."
    )
    headers: ServerHeaders = {}
    max_concurrent: int = Field(
        default=1, ge=1, le=64, description="Prompts at once; ComfyUI itself runs one at a time."
    )
    is_active: bool = True


class ServerDraft(ServerFields):
    """A server to be registered."""


class ServerChanges(Changes):
    """What a person may change on a server."""

    clearable = frozenset({"api_key"})

    name: str | None = Field(default=None, min_length=1, max_length=200)
    url: ServerUrl | None = None
    server_type: ServerType | None = None
    api_key: SecretStr | None = Field(default=None, max_length=2000)
    headers: ServerHeaders | None = None
    max_concurrent: int | None = Field(default=None, ge=1, le=64)
    is_active: bool | None = None


class ComfyUIServer(ServerFields, Entity):
    """A registered server."""

    @model_validator(mode="after")
    def _find_type(self) -> Self:
        if self.server_type is None:
            runpod = "runpod.ai" in self.url
            self.server_type = ServerType.RUNPOD if runpod else ServerType.STANDARD
        return self

    @field_serializer("api_key", when_used="unless-none")
    def _reveal_key(self, key: SecretStr) -> str:
        """Documents hold the key itself; answers are made from another class, without it."""
        return key.get_secret_value()

    @field_serializer("headers")
    def _reveal_headers(self, headers: dict[str, SecretStr]) -> dict[str, str]:
        return {name: value.get_secret_value() for name, value in headers.items()}

    @property
    def endpoint_id(self) -> str | None:
        """The RunPod endpoint: the path segment after /v2/."""
        segments = urlsplit(self.url).path.split("/")
        if self.server_type is not ServerType.RUNPOD or "v2" not in segments[:-1]:
            return None
        return segments[segments.index("v2") + 1]

    def request_headers(self) -> dict[str, str]:
        """Return the headers of every call to the server, secrets included."""
        headers = self._reveal_headers(self.headers)
        if self.api_key and "authorization" not in map(str.lower, headers):
            headers["Authorization"] = f"Bearer {self.api_key.get_secret_value()}"
        return headers
