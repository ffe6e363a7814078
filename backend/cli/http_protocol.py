"""HTTP as uvicorn speaks it, but for what it answers to bytes that are no HTTP."""

from typing import Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from backend.api.error_handlers import answer_error
from backend.api.middleware import API_VERSION
from backend.domain.errors import invalid_field
from backend.domain.ids import new_id

LARGEST_HEAD: Final = 256 * 1024
_STATUS_LINE: Final = b"HTTP/1.1 400 Bad Request"
_PROBLEM: Final = "is no HTTP, or its head is too large: 256 KiB at most, the URL 64 KiB"


class EnvelopeProtocol(HttpToolsProtocol):
    """Refuses malformed requests with the one body of errors, and heads that never end."""

    _head_bytes = 0
    _in_head = True

    def data_received(self, data: bytes) -> None:
        """Take what came, unless it is too much before the body."""
        if self._in_head:
            self._head_bytes += len(data)
        if self._head_bytes > LARGEST_HEAD:
            self.send_400_response(_PROBLEM)
        else:
            super().data_received(data)

    def on_headers_complete(self) -> None:
        """Serve the request; its body has other limits."""
        self._in_head, self._head_bytes = False, 0
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """Expect the head of the next request."""
        self._in_head = True
        super().on_message_complete()

    def send_400_response(self, msg: str) -> None:
        """Refuse and close: where the next request would begin is not known."""
        answer = answer_error(invalid_field("request", _PROBLEM))
        headers = {
            "X-Request-ID": new_id(),
            "X-API-Version": API_VERSION,
            "Access-Control-Allow-Origin": "*",
            "Connection": "close",
        }
        answer.headers.update(headers)
        lines = [_STATUS_LINE, *(name + b": " + value for name, value in answer.raw_headers)]
        self.transport.write(b"\r\n".join([*lines, b"", b""]) + bytes(answer.body))
        self.transport.close()
