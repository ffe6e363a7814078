"""HTTP as uvicorn speaks it, but for what it answers to bytes that are no HTTP."""

from typing import Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from backend.api.error_handlers import answer_error
from backend.api.middleware import API_VERSION
from backend.domain.errors import invalid_field
from backend.domain.ids import new_id

_STATUS_LINE: Final = b"HTTP/1.1 400 Bad Request"


class EnvelopeProtocol(HttpToolsProtocol):
    """Refuses malformed requests with the one body of errors."""

    def send_400_response(self, msg: str) -> None:
        """Refuse and close: where the next request would begin is not known."""
        answer = answer_error(invalid_field("request", "is no HTTP, or its URL is over 64 KiB"))
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
