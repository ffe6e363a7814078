"""Deletes things, each in a process that is killed before one of its database commands.

`python -m tests.faults.deletion_program DATABASE_URL DATABASE_NAME` reads lines `KIND ID COMMANDS`.
"""

from backend.container import Container
from tests.faults.killed_steps import serve_lines


async def delete(container: Container, kind: str, id: str) -> None:
    """Delete a thing of the kind."""
    await getattr(container, kind).delete(id)


if __name__ == "__main__":
    serve_lines(delete)
