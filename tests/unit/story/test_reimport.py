"""Finding the clips of a board again in a script that was written on."""

from hypothesis import given
from hypothesis import strategies as st

from backend.story.parser import parse_script
from backend.story.reimport import OldClip, Plan, match, words_of_clip
from backend.story.script import Script
from tests.unit.story.long_scripts import screenplay

LINES = (
    "Rain falls on the old stone bridge.",
    "The river climbs over its banks at night.",
    "Nobody in the village is asleep.",
    "A lamp goes out in the mill.",
    "Somebody calls a name three times.",
    "Morning comes, grey and very quiet.",
)


def script_of(*scenes: tuple[str, ...]) -> Script:
    parts = [f"INT. ROOM {at} - DAY\n\n" + "\n\n".join(lines) for at, lines in enumerate(scenes)]
    return parse_script("\n\n".join(parts), "fountain")


def board_of(script: Script, locked: frozenset[int] = frozenset()) -> list[OldClip]:
    """The clips of a script as they lie on a board: "c0", "c1" in scenes "s0", "s1"."""
    found: list[OldClip] = []
    for at, scene in enumerate(script.scenes):
        for clip in scene.clips:
            number = len(found)
            words = words_of_clip(clip)
            found.append(OldClip(f"c{number}", f"s{at}", words, number in locked))
    return found


def order(plan: Plan) -> list[list[str]]:
    return [[clip.old or f"+{clip.new}" for clip in scene.clips] for scene in plan.scenes]


def test_a_script_that_did_not_change_changes_nothing() -> None:
    script = parse_script(screenplay(40))
    old = board_of(script)
    plan = match(old, script)
    assert [clip.old for scene in plan.scenes for clip in scene.clips] == [each.id for each in old]
    assert [scene.old for scene in plan.scenes] == [f"s{at}" for at in range(len(script.scenes))]
    assert (plan.removed, plan.emptied) == ((), ())
    assert not any(clip.rewritten for scene in plan.scenes for clip in scene.clips)


def test_what_is_put_in_is_new_and_what_is_taken_out_goes() -> None:
    old = board_of(script_of(LINES[:3], LINES[3:5]))
    plan = match(old, script_of((LINES[0], LINES[5], LINES[1]), LINES[3:5]))
    assert order(plan) == [["c0", "+1", "c1"], ["c3", "c4"]]
    assert plan.removed == ("c2",)


def test_an_edited_text_is_the_same_clip_rewritten() -> None:
    old = board_of(script_of(LINES))
    edited = "The river climbs high over its banks at midnight."
    (scene,) = match(old, script_of((LINES[0], edited, *LINES[2:]))).scenes
    assert [clip.old for clip in scene.clips] == [f"c{n}" for n in range(6)]
    assert [clip.rewritten for clip in scene.clips] == [n == 1 for n in range(6)]


def test_a_text_that_is_another_between_two_that_stayed_is_rewritten() -> None:
    old = board_of(script_of(LINES[:3]))
    (scene,) = match(old, script_of((LINES[0], LINES[5], LINES[2]))).scenes
    assert [(clip.old, clip.rewritten) for clip in scene.clips] == [
        ("c0", False),
        ("c1", True),
        ("c2", False),
    ]


def test_another_script_keeps_nothing() -> None:
    old = board_of(script_of(LINES[:3]))
    plan = match(old, script_of(LINES[3:]))
    assert order(plan) == [["+0", "+1", "+2"]]
    assert (plan.removed, plan.emptied) == (("c0", "c1", "c2"), ("s0",))


def test_a_clip_that_moved_to_another_scene_is_found_there() -> None:
    old = board_of(script_of(LINES[:3], LINES[3:]))
    plan = match(old, script_of(LINES[:2], (*LINES[3:], LINES[2])))
    assert order(plan) == [["c0", "c1"], ["c3", "c4", "c5", "c2"]]
    assert [scene.old for scene in plan.scenes] == ["s0", "s1"]


def test_refrains_keep_their_places() -> None:
    refrain = "And the water sang below."
    old = board_of(script_of((LINES[0], refrain, LINES[1], refrain, LINES[2], refrain)))
    plan = match(
        old, script_of((LINES[0], refrain, LINES[1], refrain, LINES[5], LINES[2], refrain))
    )
    assert order(plan) == [["c0", "c1", "c2", "c3", "+4", "c4", "c5"]]


def test_what_is_locked_stays_where_it_was_though_the_script_has_it_no_more() -> None:
    old = board_of(script_of(LINES[:3], LINES[3:]), locked=frozenset({1, 4}))
    plan = match(old, script_of((LINES[0], LINES[2])))
    assert order(plan) == [["c0", "c1", "c2"], ["c4"]]
    assert [scene.old for scene in plan.scenes] == ["s0", "s1"]
    assert (plan.removed, plan.emptied) == (("c3", "c5"), ())


def test_what_is_locked_is_not_rewritten() -> None:
    old = board_of(script_of(LINES[:3]), locked=frozenset({1}))
    plan = match(old, script_of((LINES[0], LINES[5], LINES[2])))
    assert order(plan) == [["c0", "c1", "+1", "c2"]]
    edited = LINES[1].replace("night", "noon")
    (scene,) = match(old, script_of((LINES[0], edited, LINES[2]))).scenes
    assert [(clip.old, clip.rewritten) for clip in scene.clips][1] == ("c1", False)


def test_clips_known_by_their_ids_need_no_words() -> None:
    old = board_of(script_of(LINES[:2]))
    plan = match(old, script_of(LINES[4:]), {"c0": 1})
    assert order(plan) == [["+0", "c0"]]


@given(
    st.lists(st.lists(st.sampled_from(LINES), min_size=1, max_size=6), max_size=4),
    st.lists(st.lists(st.sampled_from(LINES), min_size=1, max_size=6), max_size=4),
    st.frozensets(st.integers(0, 20)),
)
def test_every_clip_old_and_new_has_one_place(
    before: list[list[str]], after: list[list[str]], locked: frozenset[int]
) -> None:
    old = board_of(script_of(*map(tuple, before)), locked)
    script = script_of(*map(tuple, after))
    plan = match(old, script)
    placed = [clip for scene in plan.scenes for clip in scene.clips]
    stays = [clip.old for clip in placed if clip.old]
    assert sorted([*stays, *plan.removed]) == sorted(clip.id for clip in old)
    news = [clip.new for clip in placed if clip.new is not None]
    assert news == list(range(sum(len(scene.clips) for scene in script.scenes)))
    assert {clip.id for clip in old if clip.locked} <= set(stays)
    scenes = [scene.old for scene in plan.scenes if scene.old]
    assert sorted([*scenes, *plan.emptied]) == sorted({clip.scene_id for clip in old})
    assert order(match(old, script)) == order(plan)
