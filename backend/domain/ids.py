"""Identifiers: UUID version 4 text, one type per entity."""

import hashlib
import re
import uuid
from typing import Final, NewType

ProjectId = NewType("ProjectId", str)
SceneId = NewType("SceneId", str)
ClipId = NewType("ClipId", str)
TakeId = NewType("TakeId", str)
JobId = NewType("JobId", str)
ServerId = NewType("ServerId", str)
WorkflowId = NewType("WorkflowId", str)
BatchId = NewType("BatchId", str)
CharacterId = NewType("CharacterId", str)
TemplateId = NewType("TemplateId", str)
PoolItemId = NewType("PoolItemId", str)
DraftId = NewType("DraftId", str)
UserId = NewType("UserId", str)

_UUID: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def new_id() -> str:
    """Return a fresh random id, e.g. "4b2f…-4…-8…-…": clients check that the version is 4."""
    return str(uuid.uuid4())


def derived_id(*parts: object) -> str:
    """Return the same id for the same parts, in the shape of a version 4 UUID.

    What is done twice after a crash (a take of a job's output, a prompt of an attempt) gets the
    same id both times, so the second time changes nothing.
    """
    digest = hashlib.sha256("\x1f".join(map(str, parts)).encode()).digest()
    return str(uuid.UUID(bytes=digest[:16], version=4))


def is_id(text: str) -> bool:
    """Tell whether the text is an id as we make them."""
    return _UUID.fullmatch(text) is not None
