"""Where our own mongod listens: a private Unix socket, or a free loopback port where that fails."""

import hashlib
import os
import socket
import stat
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

LONGEST_SOCKET_PATH = 100  # the kernel's structure holds 103 to 107 bytes, and mongod needs a few


def url_of(address: str) -> str:
    """Return the client URL of a server of ours: a socket path or host:port."""
    return f"mongodb://{quote(address, safe=':')}/?directConnection=true&w=majority&journal=true"


def choose_address(data_dir: Path, last: str | None) -> str:
    """Return where to listen: the same place each time, if possible, so that clients come back.

    Args:
        data_dir: whose server it is; its path decides the name of the socket.
        last: the address used before, whose port is taken again if it is free.
    """
    if sys.platform != "win32":
        path = str(_private_folder(data_dir) / "m.sock")
        if len(os.fsencode(path)) <= LONGEST_SOCKET_PATH:
            return path
    last_port = int(last.rpartition(":")[2]) if last and not is_socket(last) else 0
    return f"127.0.0.1:{_free_port(last_port)}"


def is_socket(address: str) -> bool:
    """Tell a socket path from a host and port."""
    return address.startswith("/")


def listens(address: str) -> bool:
    """Return whether somebody accepts connections there at this moment; local, so never slow."""
    with _connectable_socket(address) as probe:
        probe.settimeout(1)
        return probe.connect_ex(_target(address)) == 0


def discard(address: str) -> None:
    """Remove the socket and its folder, once nobody listens there."""
    if is_socket(address):
        Path(address).unlink(missing_ok=True)
        with suppress(OSError):
            Path(address).parent.rmdir()


def _private_folder(data_dir: Path) -> Path:
    """Return a folder of a short, steady name that only we may enter, or else a new one."""
    digest = hashlib.sha256(os.fsencode(data_dir.resolve())).hexdigest()[:12]
    folder = Path(tempfile.gettempdir()) / f"storycanvas-{os.getuid()}-{digest}"
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    ours = stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid()
    if ours and not stat.S_IMODE(found.st_mode) & 0o077:
        return folder
    return Path(tempfile.mkdtemp(prefix="storycanvas-"))


def _free_port(wanted: int) -> int:
    with socket.socket(socket.AF_INET) as probe:
        try:
            probe.bind(("127.0.0.1", wanted))
        except OSError:
            probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _connectable_socket(address: str) -> socket.socket:
    return socket.socket(socket.AF_UNIX if is_socket(address) else socket.AF_INET)


def _target(address: str) -> str | tuple[str, int]:
    if is_socket(address):
        return address
    host, _, port = address.rpartition(":")
    return host, int(port)
