"""Recorded conversations with real ComfyUI servers, and how to hold them again with another one."""

from __future__ import annotations

import asyncio
import io
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2
import websockets
from PIL import Image
from websockets.asyncio.client import ClientConnection

FOLDER = Path(__file__).parents[3] / "shared" / "comfyui" / "recordings"
VERSIONS = ("0.33.0", "0.3.64")

# Texts of the real server, and what differs from one machine to the next.
TEXT_KEYS = {
    "tooltip",
    "display_name",
    "description",
    "category",
    "python_module",
    "output_tooltips",
    "search_aliases",
    "advanced",
    "control_after_generate",
    "dynamicPrompts",
    "essentials_category",
}
LOOSE_KEYS = {
    "traceback",
    "argv",
    "comfy_package_versions",
    "current_inputs",
    "current_outputs",
    "exception_message",
    "timestamp",
    "input_config",
    "options",
    "executed",
    "details",
    "embedded_python",
}
QUIET = ("status", "progress_state", "progress", "feature_flags")
UUID = re.compile(r"[0-9a-fA-F]{8}-?([0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}")

WAIT_SECONDS = 20


def read_recording(version: str, scenario: str) -> list[dict[str, Any]]:
    """Return the lines of one conversation, in order."""
    text = (FOLDER / version / f"{scenario}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def shape(value: Any, key: str = "") -> Any:
    """Return keys and types of a JSON value, without texts, times and what a machine decides."""
    if key in LOOSE_KEYS:
        return "…"
    if isinstance(value, dict):
        return {
            "<id>" if UUID.fullmatch(name) else name: shape(inner, name)
            for name, inner in value.items()
            if name not in TEXT_KEYS
        }
    if isinstance(value, list):
        # Options of an input that were nothing but a text are no options.
        return [inner for inner in map(shape, value) if inner != {}]
    if isinstance(value, bool) or value is None:
        return value
    return "number" if isinstance(value, int | float) else "text"


@dataclass
class Call:
    """One HTTP call as it was recorded and as it was answered now."""

    recorded: dict[str, Any]
    answer: httpx2.Response

    @property
    def title(self) -> str:
        return f"{self.recorded['method']} {self.recorded['path']} {self.recorded['request']}"[:600]

    @property
    def body(self) -> Any:
        """The answer as the recordings write it."""
        if self.answer.headers.get("content-type", "").startswith("application/json"):
            return self.answer.json()
        if self.answer.headers.get("content-type", "").startswith("text/"):
            return self.answer.text
        return {"__binary__": len(self.answer.content), "head_hex": ""}

    @property
    def is_early(self) -> bool:
        """Whether the recorded client had first let a job end, perhaps without hearing of it."""
        body = self.recorded["body"]
        if self.recorded["path"].startswith("/history/"):
            return bool(body) and not self.body
        idle: dict[str, list[Any]] = {"queue_running": [], "queue_pending": []}
        return bool(body == idle and self.body != idle)


@dataclass
class Peer:
    """One WebSocket of the conversation and what it has heard."""

    connection: ClientConnection
    heard: list[dict[str, Any]] = field(default_factory=list)
    news: asyncio.Event = field(default_factory=asyncio.Event)
    reader: asyncio.Task[None] | None = None
    is_closed: bool = False

    async def read(self) -> None:
        async for message in self.connection:
            if isinstance(message, bytes):
                heard = {"type": "binary", "data": {"event": int.from_bytes(message[:4], "big")}}
            else:
                heard = json.loads(message)
            self.heard.append(heard)
            self.news.set()

    async def wait_for(self, wanted: list[dict[str, Any]], ids: dict[str, str]) -> None:
        """Return when all that is loud of these messages has come."""
        keys = {message_key(message, {}) for message in wanted if message["type"] not in QUIET}
        while not keys <= {message_key(message, ids) for message in self.heard}:
            self.news.clear()
            await self.news.wait()


def message_key(message: dict[str, Any], ids: dict[str, str]) -> tuple[Any, ...]:
    """What makes two messages the same: kind, job, and whether a job ends or goes on."""
    data = message["data"]
    ended = message["type"] == "executing" and data["node"] is None
    prompt_id = data.get("prompt_id")
    return message["type"], ids.get(prompt_id, prompt_id), ended


class Replay:
    """Holds a recorded conversation with a server at `url`, keeping its order of cause and effect.

    Before each call it waits for what the recorded client had heard by then. Ids of jobs are
    translated, and the ids of clients are those of the recording.
    """

    def __init__(self, lines: list[dict[str, Any]], client: httpx2.AsyncClient, url: str) -> None:
        self.calls: list[Call] = []
        self.peers: dict[str, Peer] = {}
        # Ids of the recorded jobs by their ids now.
        self.ids: dict[str, str] = {}
        self._lines = lines
        self._client = client
        self._socket_url = url.replace("http", "ws", 1) + "/ws"
        self._outputs: list[str] = []
        # Names of the previews now by those of the recording: they are random.
        self._names: dict[str, str] = {}

    async def run(self) -> None:
        for index, line in enumerate(self._lines):
            await self._step(index, line)
        await self._catch_up(self._lines, before=float("inf"))
        for peer in self.peers.values():
            await self._close(peer)

    def heard(self, name: str) -> list[dict[str, Any]]:
        return self.peers[name].heard

    def recorded(self, name: str) -> list[dict[str, Any]]:
        """What that client heard when the conversation was recorded."""
        return list(_recorded(self._lines, name))

    async def _step(self, index: int, line: dict[str, Any]) -> None:
        kind, name = line["dir"], line.get("client", "")
        if name and name not in self.peers:
            await self._connect(name)
        if kind == "http":
            # What a client heard while it posted may have been caused by that very call.
            took = 0 if line["method"] == "GET" else line["ms"] / 1000
            await self._catch_up(self._lines[:index], before=line["t"] - took)
            await self._call(line)
        elif kind == "ws-send":
            await self.peers[name].connection.send(json.dumps(line["msg"]))
        elif kind == "ws-close":
            await self._catch_up(self._lines[:index], before=line["t"])
            await self._close(self.peers[name])
        elif kind == "note":
            await self._read_note(line)

    async def _connect(self, name: str) -> None:
        first = next(m for m in _recorded(self._lines, name) if m["type"] == "status")
        sid = first["data"]["sid"]
        connection = await websockets.connect(f"{self._socket_url}?clientId={sid}")
        peer = self.peers[name] = Peer(connection)
        peer.reader = asyncio.create_task(peer.read())
        async with asyncio.timeout(WAIT_SECONDS):
            await peer.news.wait()

    async def _close(self, peer: Peer) -> None:
        peer.is_closed = True
        await peer.connection.close()
        if peer.reader:
            await peer.reader

    async def _catch_up(self, lines: list[dict[str, Any]], *, before: float) -> None:
        """Wait until each client has heard the loud messages it had heard before that time."""
        wanted: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for line in lines:
            if line["dir"] == "ws" and line["t"] < before:
                wanted[line["client"]].append(line["msg"])
        for name, messages in wanted.items():
            if not self.peers[name].is_closed:
                async with asyncio.timeout(WAIT_SECONDS):
                    await self.peers[name].wait_for(messages, self.ids)

    async def _read_note(self, line: dict[str, Any]) -> None:
        self._outputs = line.get("output_dir_files", self._outputs)
        if "removed from disk" in line.get("case", ""):
            for name in self._outputs:
                await self._client.delete("/simulator/files", params={"filename": name})

    async def _call(self, line: dict[str, Any]) -> None:
        request = line["request"]
        arguments: dict[str, Any] = {"headers": request.get("headers", {})}
        if arguments["headers"].get("Origin", "").startswith("http://127.0.0.1"):
            arguments["headers"] = {"Origin": str(self._client.base_url).rstrip("/")}
        if "json" in request:
            arguments["json"] = self._translated(request["json"])
        if "params" in request:
            name = request["params"].get("filename")
            names = {"filename": self._names.get(name, name)} if name else {}
            arguments["params"] = {**request["params"], **names}
        if "files" in request:
            name, size, media_type = request["files"]["image"]
            arguments["files"] = {"image": (name, upload_of(size), media_type)}
        if "data" in request:
            arguments["content" if isinstance(request["data"], str) else "data"] = request["data"]
        path = self._translated(line["path"])
        async with asyncio.timeout(WAIT_SECONDS):
            call = Call(line, await self._client.request(line["method"], path, **arguments))
            while call.is_early:
                call = Call(line, await self._client.request(line["method"], path, **arguments))
        self.calls.append(call)
        self._learn_id(call)
        if line["path"].startswith("/history/"):
            (record,) = call.body.values() or [{}]
            (recorded,) = line["body"].values() or [{}]
            self._names |= dict(file_names(record, recorded))

    def _learn_id(self, call: Call) -> None:
        if call.recorded["path"] == "/prompt" and isinstance(call.body, dict):
            recorded = call.recorded["body"]
            if "prompt_id" in call.body and "prompt_id" in recorded:
                self.ids[call.body["prompt_id"]] = recorded["prompt_id"]

    def _translated(self, value: Any) -> Any:
        """The value with the ids of the recorded jobs replaced by those of the jobs now."""
        text = json.dumps(value)
        for now, recorded in self.ids.items():
            text = text.replace(f"{recorded}", now)
        return json.loads(text)


def file_names(now: Any, then: Any) -> Iterator[tuple[str, str]]:
    """Yield (name recorded, name now) of each file in two answers of the same form."""
    if isinstance(then, dict) and isinstance(now, dict):
        if "filename" in then:
            yield then["filename"], now["filename"]
        for key in then.keys() & now.keys():
            yield from file_names(now[key], then[key])
    elif isinstance(then, list) and isinstance(now, list):
        for one, other in zip(now, then, strict=False):
            yield from file_names(one, other)


def upload_of(size: int) -> bytes:
    """Bytes of a size: an image if one fits, followed by zeros."""
    out = io.BytesIO()
    Image.new("L", (48, 32)).save(out, "PNG")
    image = out.getvalue()
    return image.ljust(size, b"\0") if size >= len(image) else b"x" * size


def _recorded(lines: list[dict[str, Any]], name: str) -> Iterator[dict[str, Any]]:
    for line in lines:
        if line.get("client") != name:
            continue
        if line["dir"] == "ws":
            yield line["msg"]
        elif line["dir"] == "ws-binary":
            yield {"type": "binary", "data": {"event": line["event"]}}
