"""Health on the wire; the full status answers as the service makes it."""

from pydantic import BaseModel


class RootResponse(BaseModel):
    """Who answers here."""

    message: str
    status: str
    version: str
