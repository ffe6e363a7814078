"""Words that people choose: labels from an open list, and lists of words typed as one text."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

Label = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,49}$")]
"""A word in lower case: clients agree on some, and may bring their own."""

_Word = Annotated[str, Field(min_length=1, max_length=200)]


def _split(given: Any) -> Any:
    """Take a list apart that came as one text, and drop what is empty or said twice."""
    parts = [given] if isinstance(given, str) else given
    if not isinstance(parts, list) or not all(isinstance(part, str) for part in parts):
        return given
    words = (word.strip() for part in parts for word in part.split(","))
    return list(dict.fromkeys(filter(None, words)))


Words = Annotated[
    list[_Word],
    Field(max_length=100),
    BeforeValidator(_split, json_schema_input_type=list[str] | str),
]
"""Words without commas; on input also one text with commas between them."""
