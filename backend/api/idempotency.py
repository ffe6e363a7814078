"""Orders: a client that got no answer may send one again, but nobody may send too many."""

import hashlib
import json
from contextlib import AbstractAsyncContextManager
from typing import Annotated, Final

from fastapi import Header, Request
from pydantic import BaseModel

from backend.api.rate_limit import count_order
from backend.services.idempotency_service import IdempotencyService, KeyUse, Origin

IdempotencyKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=255,
        pattern="^[ -~]+$",
        description="Printable ASCII of your choice: within a day the same key and body get what "
        "the first request made, and queue nothing more; another body is refused.",
    ),
]
_PARTED: Final = "\x1f"


class Once:
    """Counts an order, and enters it under its key."""

    def __init__(self, request: Request, service: IdempotencyService, key: str | None) -> None:
        self._request = request
        self._service = service
        self._key = key

    def __call__(self, body: BaseModel) -> AbstractAsyncContextManager[Origin]:
        """Return the context in which all is made that the body asks for.

        Entering it raises IdempotencyKeyReusedError.

        Raises:
            RateLimitError: the client has sent too many.
        """
        count_order(self._request)
        return self._service.origin(self._use(body) if self._key else None)

    def _use(self, body: BaseModel) -> KeyUse:
        operation = self._request.scope["endpoint"].__name__
        about = [f"{name}={value}" for name, value in sorted(self._request.path_params.items())]
        asked = json.dumps(body.model_dump(mode="json", exclude_unset=True), sort_keys=True)
        return KeyUse(_hash(_PARTED.join([operation, *about, self._key or ""])), _hash(asked))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
