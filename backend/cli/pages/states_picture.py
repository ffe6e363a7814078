"""docs/queue-states.svg: where a job can stand, and where it may go from there.

The states stand one below the other. Every state has a rail of its own that leads into it, on the
right for those above it and on the left for those below; a dot on the rail is a state that may
move there.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from backend.domain.job_state import FINAL, STATUS_OF, JobState, JobStatus, states_before

_ORDER: Final = tuple(JobState)
_COLOURS: Final = {
    JobStatus.PENDING: "#fff3c4",
    JobStatus.PROCESSING: "#cfe8ff",
    JobStatus.COMPLETED: "#cdeccd",
    JobStatus.FAILED: "#ffd3cf",
    JobStatus.CANCELLED: "#e2e2e2",
}
_SVG: Final = "http://www.w3.org/2000/svg"
_FONT: Final = 'font-family="sans-serif" font-size="13"'
_TOP: Final = 20
_STEP: Final = 52
_HEIGHT: Final = 34
_WIDTH: Final = 190
_RAIL: Final = 17
_ARROW: Final = 8


def states_picture() -> str:
    """Return the picture as SVG."""
    below = [state for state in _ORDER if _sources(state, above=True)]
    above = [state for state in _ORDER if _sources(state, above=False)]
    left = _RAIL * (len(above) + 1)
    width, height = left + _WIDTH + _RAIL * (len(below) + 1), _TOP + _STEP * len(_ORDER)
    lines = [
        f'<svg xmlns="{_SVG}" viewBox="0 0 {width} {height}" {_FONT}>',
        "<title>The states of a job and the moves between them</title>",
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        *_rails(below, edge=left + _WIDTH, outwards=1, above=True),
        *_rails(above, edge=left, outwards=-1, above=False),
        *(line for state in _ORDER for line in _box(state, left)),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _sources(state: JobState, *, above: bool) -> list[JobState]:
    """Return the states that may move to this one and stand above it, or below."""
    place = _ORDER.index(state)
    return [each for each in states_before(state) if (_ORDER.index(each) < place) is above]


def _middle(state: JobState) -> int:
    return _TOP + _STEP * _ORDER.index(state) + _HEIGHT // 2


def _rails(states: Sequence[JobState], *, edge: int, outwards: int, above: bool) -> Iterator[str]:
    """Draw the rails on one side of the boxes; those that lead furthest lie outermost."""
    for number, state in enumerate(states, start=1):
        x = edge + outwards * _RAIL * number
        into = _middle(state) - (6 if above else -6)
        sources = [_middle(each) + (6 if above else -6) for each in _sources(state, above=above)]
        ends = [*sources, into]
        yield f'<g stroke="#555555" fill="none" id="to-{state}-{"down" if above else "up"}">'
        yield f'<path d="M{x} {min(ends)}V{max(ends)}"/>'
        for y in sources:
            yield f'<path d="M{edge} {y}H{x}"/><circle cx="{x}" cy="{y}" r="2.5" fill="#555555"/>'
        tip = edge + outwards * _ARROW
        yield f'<path d="M{x} {into}H{edge}"/>'
        yield f'<path d="M{edge} {into}L{tip} {into - 4}V{into + 4}Z" fill="#555555"/>'
        yield "</g>"


def _box(state: JobState, left: int) -> Iterator[str]:
    status, middle = STATUS_OF[state], _middle(state)
    final = ' stroke-width="2.5"' if state in FINAL else ""
    yield (
        f'<rect x="{left}" y="{middle - _HEIGHT // 2}" width="{_WIDTH}" height="{_HEIGHT}" rx="6" '
        f'fill="{_COLOURS[status]}" stroke="#333333"{final}/>'
    )
    yield f'<text x="{left + 10}" y="{middle + 4}">{state}</text>'
    yield (
        f'<text x="{left + _WIDTH - 10}" y="{middle + 4}" text-anchor="end" fill="#666666" '
        f'font-size="11">{status}</text>'
    )
