"""A ComfyUI server, as people register it."""

import re
from enum import StrEnum
from typing import Annotated, Final, Self
from urllib.parse import SplitResult, urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    Field,
    SecretStr,
    field_serializer,
    model_validator,
)
from pydantic_core import PydanticCustomError

from backend.domain.changes import Changes
from backend.domain.entity import Entity


class ServerType(StrEnum):
    """How the server is spoken to."""

    STANDARD = "standard"
    RUNPOD = "runpod"


_DEFAULT_PORTS: Final = {"http": 80, "https": 443}
_HOST: Final = re.compile(r"[a-z0-9._:-]+")
_PATH: Final = re.compile(r"[!-~]*")
_HEADER_NAME: Final = re.compile(r"[A-Za-z0-9_-]+")
_HEADER_VALUE: Final = re.compile(r"[ -~\xa0-\xff]*")


def _check_url(text: str) -> str:
    """Return the address in one spelling, so that no server is registered twice."""
    try:
        parts = urlsplit(text.strip())
        _refuse_extras(parts)
        return f"{parts.scheme}://{_place(parts)}{parts.path.rstrip('/')}"
    except ValueError as exc:
        raise PydanticCustomError("url", "is not a valid address") from exc


def _refuse_extras(parts: SplitResult) -> None:
    if parts.scheme not in _DEFAULT_PORTS or not parts.hostname:
        raise PydanticCustomError("url", "must be an address such as http://192.168.1.20:8188")
    if parts.username or parts.password:
        raise PydanticCustomError("url", "may hold no password: use api_key or headers")
    if parts.query or parts.fragment:
        raise PydanticCustomError("url", "may hold no query or fragment")
    if not _PATH.fullmatch(parts.path):
        raise ValueError("a path is written in printable ASCII")


def _place(parts: SplitResult) -> str:
    """Return host and port, in ASCII and without the port that goes without saying."""
    host = (parts.hostname or "").encode("idna").decode()
    if not _HOST.fullmatch(host) or parts.port == 0:
        raise ValueError("no such host or port")
    place = f"[{host}]" if ":" in host else host
    return place if parts.port in {None, _DEFAULT_PORTS[parts.scheme]} else f"{place}:{parts.port}"


def _check_value(value: SecretStr) -> SecretStr:
    """Return what can stand in a header: what cannot would fail much later, far from here."""
    plain = value.get_secret_value().strip()
    if not _HEADER_VALUE.fullmatch(plain):
        raise PydanticCustomError("header", "must hold printable Latin-1 characters only")
    return SecretStr(plain)


def _check_names(headers: dict[str, SecretStr]) -> dict[str, SecretStr]:
    if not all(map(_HEADER_NAME.fullmatch, headers)):
        raise PydanticCustomError("headers", "a header name has letters, digits and hyphens")
    return headers


ServerUrl = Annotated[
    str,
    Field(max_length=2000, json_schema_extra={"pattern": r"^\s*[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#@]"}),
    AfterValidator(_check_url),
]
ApiKey = Annotated[SecretStr, Field(max_length=2000), AfterValidator(_check_value)]
_Headers = Annotated[
    dict[str, Annotated[SecretStr, AfterValidator(_check_value)]],
    Field(max_length=50),
    AfterValidator(_check_names),
]
ServerHeaders = Annotated[
    _Headers,
    BeforeValidator(
        lambda headers: {} if headers is None else headers, json_schema_input_type=_Headers | None
    ),
]
"""Clients may send null for none."""


class ServerFields(BaseModel):
    """What a person may set on a server; keys and header values are never answered."""

    name: str = Field(min_length=1, max_length=200)
    url: ServerUrl
    server_type: ServerType | None = Field(
        default=None, description="Absent: found from the address."
    )
    api_key: ApiKey | None = Field(default=None, description="Sent as `Authorization: Bearer …`.")
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
    api_key: ApiKey | None = None
    headers: ServerHeaders = Field(default={})
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
