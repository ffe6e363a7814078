"""What a take is made from, as a text that tells it from what anything else is made from."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from backend.domain.clip import Clip
from backend.domain.media import MediaKind
from backend.domain.story import Voice


def input_hash(
    kind: MediaKind,
    *,
    clip: Clip,
    prompt: str,
    negative_prompt: str = "",
    model: str | None = None,
    params: Mapping[str, Any] | None = None,
    voice: Voice | None = None,
    source: str | None = None,
) -> str:
    """Return what the clip gives, and then all that a take is made from: "<hash>-<hash>".

    By the first part the clip knows later whether the take is stale; two takes of a clip that
    agree in both are made alike.

    Args:
        params: what else was asked for; a seed belongs in it only if one was asked for.
        source: storage key of the picture that a film starts from, if it is known.
    """
    still = clip.selected(MediaKind.IMAGE)
    starts_from = source if still is not None and still.url == source else None
    everything = (
        *(kind, prompt, negative_prompt, model or "", source or "", dict(params or {})),
        voice.model_dump() if voice else None,
    )
    text = json.dumps(everything, sort_keys=True, default=str)
    whole = hashlib.sha256(text.encode()).hexdigest()[:32]
    return f"{clip.inputs(kind, starts_from)}-{whole}"
