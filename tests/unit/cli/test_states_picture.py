"""The picture of a job's states."""

from lxml import etree

from backend.cli.pages.states_picture import states_picture
from backend.domain.job_state import MOVES, JobState

SVG = "{http://www.w3.org/2000/svg}"


def test_every_state_has_a_box_and_every_move_a_dot() -> None:
    picture = etree.fromstring(states_picture().encode())
    written = [text.text for text in picture.iter(f"{SVG}text")]
    assert set(JobState) <= set(written)
    dots = len(list(picture.iter(f"{SVG}circle")))
    assert dots == sum(map(len, MOVES.values()))
