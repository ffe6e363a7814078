"""A service of OpenAI's shape, for tests: films that are made, listed, shown and deleted."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

KEY = "sk-test-very-secret"


@dataclass(frozen=True)
class Reply:
    """What the service answers."""

    status: int
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
    content_type: str = "application/json"

    def encoded(self) -> bytes:
        """Return the answer as it goes over the wire; bytes are sent as they are."""
        body = self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()
        told = {"content-type": self.content_type, "content-length": str(len(body))}
        lines = [f"{name}: {value}" for name, value in (told | dict(self.headers)).items()]
        head = "\r\n".join([f"HTTP/1.1 {self.status} Whatever", *lines, "connection: close"])
        return head.encode() + b"\r\n\r\n" + body


@dataclass(frozen=True)
class Request:
    """What the service was asked; the target is what stood in the first line."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes = b""

    @property
    def path(self) -> str:
        """The target without its query."""
        return urlsplit(self.target).path

    @property
    def query(self) -> dict[str, str]:
        """The query, the last value of each name."""
        return {name: values[-1] for name, values in parse_qs(urlsplit(self.target).query).items()}


CUT = Reply(0)
"""No answer: the connection is closed, and nobody can tell what came of the request."""


def a_video(id: str, **fields: Any) -> dict[str, Any]:
    """Return a film as such services tell of it."""
    known = {"id": id, "object": "video", "status": "completed", "progress": 100, "model": "sora-2"}
    times = {"created_at": 1_790_000_000, "completed_at": 1_790_000_060, "expires_at": None}
    return {**known, **times, "seconds": "8", "size": "1280x720", "error": None, **fields}


def refusal(message: str, code: str) -> dict[str, Any]:
    """Return the body of an error."""
    return {"error": {"message": message, "type": "invalid_request_error", "code": code}}


@dataclass
class VideoServer:
    """A running service; set `reply` to have it answer everything in another way."""

    url: str
    videos: dict[str, dict[str, Any]] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    reply: Callable[[Request], Reply | None] | None = None
    film: bytes = b""
    """What every finished film holds."""
    looks: int = 1
    """After so many looks a film is made."""

    @property
    def submits(self) -> int:
        """How many films were ordered."""
        return sum(each.method == "POST" for each in self.requests)

    def answer(self, request: Request) -> Reply:
        """Answer a request as the service would."""
        self.requests.append(request)
        if self.reply is not None and (reply := self.reply(request)) is not None:
            return reply
        if request.headers.get("authorization") != f"Bearer {KEY}":
            return Reply(401, refusal(f"Incorrect API key provided: {KEY}", "invalid_api_key"))
        if request.path == "/v1/models":
            return Reply(200, {"object": "list", "data": []})
        return self._of_films(request)

    def _of_films(self, request: Request) -> Reply:
        collection, _, id = request.path.partition("/v1/videos")[2].partition("/")
        if collection == id == "" and request.method == "POST":
            return self._ordered()
        if collection == id == "":
            return self._listed(request.query)
        if id.endswith("/content"):
            return Reply(200, self.film, content_type="video/mp4")
        if id not in self.videos:
            return Reply(404, refusal(f"Video with id '{id}' not found.", "not_found"))
        if request.method == "DELETE":
            del self.videos[id]
            return Reply(200, {"id": id, "object": "video.deleted", "deleted": True})
        return Reply(200, self._looked_at(self.videos[id]))

    def _ordered(self) -> Reply:
        id = f"video_{len(self.videos) + 1:04}"
        self.videos[id] = a_video(id, status="queued", progress=0)
        return Reply(200, self.videos[id])

    def _looked_at(self, video: dict[str, Any]) -> dict[str, Any]:
        if video["status"] in {"queued", "in_progress"}:
            looks = sum(each.path.endswith(video["id"]) for each in self.requests)
            made = looks >= self.looks
            news = {"status": "completed" if made else "in_progress", "progress": 50}
            video |= news | ({"progress": 100} if made else {})
        return video

    def _listed(self, query: Mapping[str, str]) -> Reply:
        ids = sorted(self.videos, reverse=query["order"] == "desc")
        if "after" in query:
            if query["after"] not in ids:
                return Reply(404, refusal("No such video", "not_found"))
            ids = ids[ids.index(query["after"]) + 1 :]
        part = ids[: int(query["limit"])]
        page = {"object": "list", "data": [self.videos[id] for id in part], "has_more": part != ids}
        ends = {"first_id": part[0], "last_id": part[-1]} if part else {}
        return Reply(200, page | ends)


@asynccontextmanager
async def video_server() -> AsyncIterator[VideoServer]:
    """Run the service on a free port while the block lasts."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode().strip().split("\r\n")
        method, target, _ = first.split(" ")
        pairs = (line.partition(": ") for line in lines)
        headers = {name.lower(): value for name, _, value in pairs}
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        reply = service.answer(Request(method, target, headers, body))
        if reply is not CUT:
            writer.write(reply.encoded())
        writer.close()
        await writer.wait_closed()

    listener = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = listener.sockets[0].getsockname()[1]
    service = VideoServer(f"http://127.0.0.1:{port}/v1")
    async with listener:
        yield service
