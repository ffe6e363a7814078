"""What the nodes that save or show something write, by node class."""

from __future__ import annotations

import io
import json
import random
import string
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from backend.simulator.config import SimulatorConfig
from backend.simulator.files import FileKey, FileStore, OutsideError, inside, split_annotated
from backend.simulator.graph import Graph, is_link
from backend.simulator.requests import Request, Shape
from backend.synth import frames, tones, videos

# Pillow is imported where it is used, as in synth.
if TYPE_CHECKING:
    from PIL import Image

# Extension by class; a class that is not here shows text only.
STILL = {"SaveImage": "png", "PreviewImage": "png"}
MOVING = {
    "SaveAnimatedWEBP": "webp",
    "SaveAnimatedPNG": "png",
    "SaveWEBM": "webm",
    "SaveVideo": "mp4",
}
SOUND = {"SaveAudio": "flac", "SaveAudioMP3": "mp3", "PreviewAudio": "flac"}
DEFAULT_SECONDS = 2.0


class NodeError(Exception):
    """A node fails while it runs, with the type and message a real one would give."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


@dataclass(frozen=True)
class Artist:
    """Writes the files of one server."""

    config: SimulatorConfig
    files: FileStore

    def size_of(self, image: str) -> tuple[int, int]:
        """Return width and height of an uploaded image.

        Raises:
            NodeError: it is not there any more, or is no image.
        """
        from PIL import Image, UnidentifiedImageError

        try:
            with Image.open(io.BytesIO(self.read(image))) as opened:
                return opened.size
        except UnidentifiedImageError:
            message = f"cannot identify image file '/input/{image}'\n"
            raise NodeError("PIL.UnidentifiedImageError", message) from None

    def read(self, image: str) -> bytes:
        """Return the bytes a LoadImage value names, or raise NodeError."""
        stored = self.files.get(split_annotated(image))
        if stored is None:
            raise NodeError("FileNotFoundError", f"No such file or directory: '/input/{image}'")
        return stored.content

    def save(
        self, graph: Graph, node_id: str, request: Request, keep_going: Callable[[], bool]
    ) -> dict[str, list[Any]]:
        """Draw what a save node asks for, store it and return the node's output.

        It takes as long as drawing takes: call it in a thread.

        Raises:
            NodeError: the prefix leads out of the output folder.
            videos.StoppedError: `keep_going` said no.
        """
        node = graph[node_id]
        kind = node["class_type"]
        if kind in STILL:
            return {"images": self._save_stills(graph, node_id, request)}
        if kind in MOVING:
            content = self._movie(graph, MOVING[kind], request, keep_going)
            return {
                "images": self._store(node, request.shape, MOVING[kind], [content]),
                "animated": [True],
            }
        if kind in SOUND:
            content = self._sound(graph, node, SOUND[kind], request)
            return {"audio": self._store(node, request.shape, SOUND[kind], [content])}
        return {"text": [request.prompt]}

    def _save_stills(self, graph: Graph, node_id: str, request: Request) -> list[dict[str, str]]:
        contents = [
            self._still(graph, replace(request, seed=request.seed + number))
            for number in range(request.shape.count)
        ]
        return self._store(graph[node_id], request.shape, "png", contents)

    def _still(self, graph: Graph, request: Request) -> bytes:
        shape, metadata = request.shape, {"prompt": json.dumps(graph)}
        if request.color is not None:
            red, green, blue = request.color.to_bytes(4, "big")[1:]
            return frames.draw_flat(shape.width, shape.height, (red, green, blue), metadata)
        return frames.draw_frame(
            shape.width,
            shape.height,
            prompt=request.prompt,
            seed=request.seed + self.config.seed,
            footer=self._footer(request),
            base=self.read(request.source) if request.source else None,
            metadata=metadata,
        )

    def _movie(
        self, graph: Graph, extension: str, request: Request, keep_going: Callable[[], bool]
    ) -> bytes:
        shape = request.shape
        pictures = videos.moving_frames(
            shape.width,
            shape.height,
            shape.count,
            prompt=request.prompt,
            seed=request.seed + self.config.seed,
            footer=self._footer(request),
            base=self.read(request.source) if request.source else None,
        )
        if extension not in videos.CODECS:
            return _animation(pictures, extension, request)
        return videos.write_video(
            pictures,
            rate=request.rate,
            width=shape.width,
            height=shape.height,
            extension=extension,
            metadata={"prompt": json.dumps(graph)},
            keep_going=keep_going,
        )

    def _sound(self, graph: Graph, node: dict[str, Any], extension: str, request: Request) -> bytes:
        seconds = DEFAULT_SECONDS if request.seconds is None else request.seconds
        source = graph[node["inputs"]["audio"][0]] if is_link(node["inputs"]["audio"]) else {}
        if source.get("class_type") == "EmptyAudio":
            return tones.write_tone(seconds, frequency=0, extension=extension)
        return tones.write_tune(seconds, extension=extension)

    def _footer(self, request: Request) -> str:
        size = f"{request.shape.width}×{request.shape.height}"
        return f"seed {request.seed} · {self.config.name} · {size}"

    def _store(
        self, node: dict[str, Any], shape: Shape, extension: str, contents: list[bytes]
    ) -> list[dict[str, str]]:
        """Write the files under the next free names and return what the output says of them."""
        kind, prefix = "output", str(node["inputs"].get("filename_prefix", ""))
        if node["class_type"].startswith("Preview"):
            tail = "".join(random.choices(string.ascii_lowercase, k=5))  # noqa: S311 - a file name
            kind, prefix = "temp", f"ComfyUI_temp_{tail}"
        folder, _, stem = _expanded(prefix, shape).rpartition("/")
        try:
            subfolder = inside(folder)
        except OutsideError:
            message = "**** ERROR: Saving image outside the output folder is not allowed.\n"
            raise NodeError("Exception", message) from None
        first = self.files.next_counter(kind, subfolder, stem)
        is_bare = node["class_type"] in SOUND and self.config.is_new
        replies = []
        for number, content in enumerate(contents, first):
            name = f"{stem}_{number:05}{'' if is_bare else '_'}.{extension}"
            key = FileKey(kind, subfolder, name)
            self.files.put(key, content)
            replies.append(key.as_reply())
        return replies


def _animation(pictures: Iterator[Image.Image], extension: str, request: Request) -> bytes:
    out = io.BytesIO()
    first, *rest = pictures
    duration = float(1000 / request.rate)
    first.save(out, extension, save_all=True, append_images=rest, duration=duration, loop=0)
    return out.getvalue()


def _expanded(prefix: str, shape: Shape) -> str:
    """Fill in what the server fills in; `%date:...%` is left as it is, as there."""
    now = datetime.now(UTC)
    values = {
        "width": shape.width,
        "height": shape.height,
        "year": now.year,
        "month": f"{now.month:02}",
        "day": f"{now.day:02}",
        "hour": f"{now.hour:02}",
        "minute": f"{now.minute:02}",
        "second": f"{now.second:02}",
    }
    for name, value in values.items():
        prefix = prefix.replace(f"%{name}%", str(value))
    return prefix
