"""A lock that only one holder can have."""

from pathlib import Path

from backend.database.file_lock import FileLock


def test_only_one_holds_the_lock_until_it_lets_go(tmp_path: Path) -> None:
    first, second = FileLock(tmp_path / "lock"), FileLock(tmp_path / "lock")
    assert first.acquire()
    assert first.acquire(), "the holder keeps it"
    assert not second.acquire()
    first.release()
    assert second.acquire()
    assert second.held
    assert not first.held
    second.release()
