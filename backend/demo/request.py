"""What the demo is asked for, understood before anything is started for it."""

from dataclasses import dataclass
from typing import Any

from backend.demo.plan import Plan, plan_of
from backend.story.parser import parse_script


@dataclass(frozen=True)
class Request:
    """A script to make a film of.

    Attributes:
        changes: to the project's settings, such as its size; the defaults: {}.
    """

    text: str
    filename: str
    plan: Plan
    changes: dict[str, Any]


def request_of(text: str, filename: str, changes: dict[str, Any]) -> Request:
    """Read the script once ahead, to know how much there will be to do.

    Raises:
        ValidationError: it is of a kind that cannot be read, or holds nothing.
    """
    report = parse_script(text, filename=filename).report
    return Request(text, filename, plan_of(report.recognised["clips"]), changes)
