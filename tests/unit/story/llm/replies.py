"""What these tests share: scripts in five ways of writing, and replies of all kinds."""

import json
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from backend.story.llm.assemble import Assembled, assemble
from backend.story.llm.cast import cast_step
from backend.story.llm.outline import outline_steps
from backend.story.llm.plan import plan_of
from backend.story.llm.shots import shots_steps
from backend.story.llm.step import Reply, Step
from backend.story.parser import read_script
from tests.unit.story.accounts import FOUNTAIN_LINES, MARKDOWN_LINES, lines_of

TALE = (
    "# The Fox\n\n## The hedge\n\nA fox woke under a hedge. It was late, and the rain had stopped."
    " Mira the hen looked down from the wall. “You slept all day,” said Mira.\n\n"
    "## The river\n\nThe fox ran to the river. Mira flew after it. They drank, and the moon came"
    " up over the mill. Nobody else was awake.\n"
)
SENTENCES = {
    "latin": ("The fox ran home.", "“Who is there?” asked Mira.", "Rain fell; nobody came, ever."),
    "cyrillic": (
        "Лиса бежала домой.",
        "— Кто там? — спросила Мира.",
        "Шёл дождь, никто не пришёл.",
    ),
    "arabic": ("ركض الثعلب إلى البيت.", "من هناك؟", "هطل المطر ولم يأتِ أحد."),
    "thai": ("สุนัขจิ้งจอกวิ่งกลับบ้าน", "ใครอยู่ที่นั่น", "ฝนตกหนักมาก ไม่มีใครมา"),
    "han": ("狐狸跑回家。", "「谁在那里？」米拉问。", "下雨了，没有人来！"),
}

Answer = Callable[[Step[Any]], str]


def prose(writing: str) -> st.SearchStrategy[str]:
    """Texts of several paragraphs in one way of writing."""
    gaps = st.sampled_from([" ", "\n", "\n\n", ""])
    parts = st.tuples(st.sampled_from(SENTENCES[writing]), gaps).map("".join)
    return st.lists(parts, min_size=1, max_size=25).map("".join)


SCRIPTS = st.one_of(
    st.text(max_size=120),
    lines_of(FOUNTAIN_LINES),
    lines_of(MARKDOWN_LINES),
    *(prose(writing) for writing in SENTENCES),
)

_NUMBERS = st.one_of(st.integers(-2, 40), st.integers(), st.text(max_size=4), st.none())
_NAMES = st.one_of(st.sampled_from(["Mira", "MARA", "Nobody", ""]), st.text(max_size=8))
_SCENES = st.fixed_dictionaries(
    {"first": _NUMBERS, "last": _NUMBERS},
    optional={"title": _NAMES, "summary": _NAMES},
)
_CLIPS = st.fixed_dictionaries(
    {"first": _NUMBERS, "last": _NUMBERS, "action": _NAMES, "size": _NAMES},
    optional={
        "speaker": _NAMES,
        "angle": _NAMES,
        "move": _NAMES,
        "characters": st.one_of(_NAMES, st.lists(_NAMES, max_size=3)),
    },
)
_LIKELY = st.one_of(
    st.fixed_dictionaries({"title": _NAMES, "scenes": st.lists(_SCENES, max_size=8)}),
    st.fixed_dictionaries({"clips": st.lists(_CLIPS, max_size=8)}),
    st.fixed_dictionaries(
        {"characters": st.lists(st.fixed_dictionaries({"name": _NAMES, "description": _NAMES}))}
    ),
).map(json.dumps)
_ANY_JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.sampled_from(["scenes", "clips", "characters", "x"]), inner, max_size=3),
    ),
    max_leaves=8,
).map(json.dumps)
REPLIES = st.one_of(
    _LIKELY,
    _ANY_JSON,
    st.text(max_size=60),
    st.tuples(_LIKELY, st.integers(0, 200)).map(lambda cut: cut[0][: cut[1]]),
    _LIKELY.map(lambda text: f"Sure, [1] here:\n```json\n{text}\n```\nDone."),
)


def sentences_of(step: Step[Any]) -> tuple[int, int]:
    """The first and the last sentence that a step is about."""
    first, last = step.key.split(":")[1].split("-")
    return int(first), int(last)


def good(step: Step[Any]) -> str:
    """A reply as it was asked for: two scenes, one character, a shot for each two sentences."""
    if step.name == "cast_and_style":
        who = {"name": "Mira", "description": "a small white hen"}
        return json.dumps({"characters": [who], "style": "soft ink drawings"})
    first, last = sentences_of(step)
    if step.name == "outline":
        middle = (first + last) // 2
        halves = [(first, middle), (middle + 1, last)] if middle < last else [(first, last)]
        scenes = [
            {"title": f"Part {a}", "summary": f"What happens in {a}.", "first": a, "last": b}
            for a, b in halves
        ]
        return json.dumps(
            {"title": "The Fox", "logline": "A fox finds a friend.", "scenes": scenes}
        )
    clips = [
        {
            "first": at,
            "last": min(at + 1, last),
            "speaker": "",
            "size": "close-up",
            "angle": "low angle",
            "move": "slow push in",
            "action": f"What is seen at {at}.",
            "characters": ["Mira"],
        }
        for at in range(first, last + 1, 2)
    ]
    return json.dumps({"clips": clips})


def drafted(
    text: str,
    answer: Answer,
    kind: str | None = None,
    *,
    num_scenes: int | None = None,
    context: int = 16_000,
) -> Assembled:
    """Draft a text with a model that answers each step once."""

    def values(steps: list[Step[Any]]) -> list[Any]:
        read = (step.read(Reply(answer(step))).value for step in steps)
        return [value for value in read if value is not None]

    source = read_script(text, kind)
    outlines = values(outline_steps(source, num_scenes=num_scenes, context=context))
    sheets = values([cast_step(source, outlines, context=context)])
    plan = plan_of(source, outlines, next(iter(sheets), None), num_scenes=num_scenes)
    return assemble(plan, values(shots_steps(plan, context=context)))
