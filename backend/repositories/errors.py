"""What a repository may see and a service never does."""


class DuplicateKeyConflict(Exception):  # noqa: N818 - it is a conflict, turned into ConflictError
    """A unique index refused a write; `fields` are the index's keys."""

    def __init__(self, fields: tuple[str, ...]) -> None:
        super().__init__(f"duplicate {', '.join(fields)}")
        self.fields = fields
