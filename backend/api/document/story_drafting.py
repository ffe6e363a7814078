"""What the examples say of how the board was drafted: its words, voices and costs.

`DRAFTING` is part of the story by fields' names, `OF_DRAFTING` of what differs by schema.
"""

from typing import Any, Final

from backend.api.document.story_ids import TAKE

DRAFTING: Final[dict[str, Any]] = {
    "summary": "Ana hears the first drops and goes up to the roof.",
    "characters": ["ANA"],
    "extra_character_ids": [],
    "source_ranges": [[0, 40]],
    "language": "en",
    "themes": ["rain", "waiting"],
    "owner_id": None,
    "cover_take": TAKE,
    # narration
    "start": 0.15,
    "end": 0.62,
    # what it was made from, and what it cost
    "input_hash": None,
    "stale": False,
    "cost_usd": None,
    "budget_usd": 5.0,
}

OF_DRAFTING: Final[dict[str, dict[str, Any]]] = {}
