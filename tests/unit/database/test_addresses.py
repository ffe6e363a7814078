"""Where our own mongod listens."""

import shutil
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from backend.database.addresses import choose_address, discard, is_socket, listens, url_of


@pytest.fixture
def temp_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A temporary folder of a short path; pytest's own are too long for a socket."""
    folder = Path(tempfile.mkdtemp(prefix="sc", dir="/tmp"))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    shutil.rmtree(folder)


def test_the_same_data_gets_the_same_socket_in_a_private_folder(
    temp_folder: Path, tmp_path: Path
) -> None:
    address = choose_address(tmp_path, None)
    assert address == choose_address(tmp_path, address)
    assert is_socket(address)
    assert Path(address).parent.stat().st_mode & 0o777 == 0o700
    discard(address)
    assert not any(temp_folder.iterdir())


@pytest.mark.usefixtures("temp_folder")
def test_different_data_gets_a_different_socket(tmp_path: Path) -> None:
    assert choose_address(tmp_path / "a", None) != choose_address(tmp_path / "b", None)


@pytest.mark.usefixtures("temp_folder")
def test_a_folder_that_others_may_enter_is_not_used(tmp_path: Path) -> None:
    address = choose_address(tmp_path, None)
    Path(address).parent.chmod(0o755)
    other = choose_address(tmp_path, None)
    assert other != address
    assert Path(other).parent.stat().st_mode & 0o777 == 0o700


@pytest.fixture
def deep_temp_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / ("deep" * 25)
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))


@pytest.mark.usefixtures("deep_temp_folder")
def test_a_path_too_long_for_a_socket_becomes_a_loopback_port(tmp_path: Path) -> None:
    address = choose_address(tmp_path, None)
    host, _, port = address.partition(":")
    assert host == "127.0.0.1"
    assert int(port) > 0
    assert choose_address(tmp_path, address) == address


@pytest.mark.usefixtures("deep_temp_folder")
def test_a_port_that_is_taken_meanwhile_is_replaced(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        assert listens(address)
        assert choose_address(tmp_path, address) != address
    assert not listens(address)


def test_our_urls_ask_for_journalled_majority_writes() -> None:
    options = "directConnection=true&w=majority&journal=true"
    assert url_of("127.0.0.1:4000") == f"mongodb://127.0.0.1:4000/?{options}"
    assert url_of("/run/a b/m.sock") == f"mongodb://%2Frun%2Fa%20b%2Fm.sock/?{options}"
