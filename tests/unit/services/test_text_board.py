"""A board of a draft with models: what they saw is in its shots and prompts, and no more."""

from backend.services.story_board import Board, board_of
from tests.unit.story.llm.replies import drafted, good

SCREENPLAY = "INT. HALL - NIGHT\n\nRain on the windows.\n\nMIRA\n(tired)\nYou slept.\n"


def board(text: str, kind: str) -> Board:
    return board_of(drafted(text, good, kind).script)


def test_prompts_show_what_the_model_saw_in_the_shot_it_chose() -> None:
    made = board("Mira woke. The rain fell. Mira slept. It rained.", "plain")
    clip = made.clips[0]
    assert (clip.shot.size, clip.shot.angle, clip.shot.move) == (
        *("close-up", "low angle"),
        "slow push in",
    )
    assert clip.image_prompt.startswith("close-up, low angle")
    assert "What is seen at 1." in clip.image_prompt
    assert "slow push in" in clip.video_prompt.lower()
    assert (clip.lyrics, clip.action) == ("Mira woke. The rain fell.", "What is seen at 1.")
    assert made.scenes[0].summary == "What happens in 1."
    assert [(who.name, who.description) for who in made.characters] == [
        ("Mira", "a small white hen")
    ]


def test_what_the_author_wrote_stays_in_its_field_beside_what_the_model_saw() -> None:
    seen, said = board(SCREENPLAY, "fountain").clips
    assert seen.action == "Rain on the windows."
    assert "What is seen at 1." in seen.image_prompt
    assert (said.dialogue, said.action, said.speaker) == ("You slept.", "tired", "Mira")
    assert 'Mira, tired, says: "You slept."' in said.video_prompt
