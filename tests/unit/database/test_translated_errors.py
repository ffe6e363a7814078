"""The driver's errors in our words: whatever means that the database is away says so."""

import pytest
from pymongo.errors import (
    AutoReconnect,
    ExecutionTimeout,
    ProtocolError,
    ServerSelectionTimeoutError,
    WriteConcernError,
    WTimeoutError,
)

from backend.database.collection import translated
from backend.domain.errors import DatabaseUnavailableError


@pytest.mark.parametrize(
    "error",
    [
        AutoReconnect("connection closed"),
        ServerSelectionTimeoutError("nobody there"),
        ExecutionTimeout("too long"),
        WTimeoutError("not by a majority in time"),
        WriteConcernError("Replication is being shut down", 91),
        ProtocolError("Message length (-1) not longer than standard message header size (16)"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_a_database_that_is_away_is_called_so(error: Exception) -> None:
    with pytest.raises(DatabaseUnavailableError), translated():
        raise error
