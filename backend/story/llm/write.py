"""The step that writes a tale from an idea."""

import re
from typing import Final

from backend.domain.story import MAX_SCRIPT, Brief
from backend.story.llm.instructions import MATERIAL, about, in_language, told
from backend.story.llm.json_reply import without_thoughts
from backend.story.llm.listing import fenced
from backend.story.llm.step import Checked, Reply, Step
from backend.story.parser import normalised

WORDS_PER_SCENE: Final = (150, 250)
USUAL_SCENES: Final = 5
SHORTEST: Final = 10
_TOKENS_PER_SCENE: Final = 900
_MOST_TOKENS: Final = 32_000
_FENCE: Final = re.compile(r"\s*```[a-z]*\n(?P<text>.*?)\n?```\s*\Z", re.DOTALL)
_LAST_END: Final = re.compile(r".*[.!?…。！？।؟][\"'”’»)」』]*", re.DOTALL)
_CUT: Final = "it was cut off before its end: tell it shorter, to the end"


def write_step(
    prompt: str,
    brief: Brief | None = None,
    language: str | None = None,
    num_scenes: int | None = None,
) -> Step[str]:
    """Have a tale written.

    Args:
        language: BCP 47; absent: that of the idea.
        num_scenes: from 1; absent: as many as it takes.

    Returns:
        A step whose value is Markdown: a title, and a heading before each scene.
    """
    scenes = num_scenes or USUAL_SCENES
    least, most = WORDS_PER_SCENE
    count = "1 scene" if scenes == 1 else f"{scenes} scenes"
    system = told(
        f"You write stories that are to be drawn and read aloud. {MATERIAL} It is the idea that"
        " the story is to grow from.",
        f"Each scene has {least} to {most} words: things that can be seen, people who do and say"
        " something, no notes to the reader. The first line is the title after '# '; before each"
        " scene stands its own after '## '. Answer with the story in this form and nothing else.",
        in_language(language),
        about(brief),
    )
    return Step(
        name="write",
        key="write",
        system=system,
        user=told(f"Write {'' if num_scenes else 'about '}{count}.", fenced(prompt)),
        max_tokens=min(1_000 + scenes * _TOKENS_PER_SCENE, _MOST_TOKENS),
        read=_read,
    )


def _read(reply: Reply) -> Checked[str]:
    text = normalised(without_thoughts(reply.text)).encode("utf-8", "ignore").decode()
    fence = _FENCE.match(text)
    text = (fence["text"] if fence else text).strip()
    cut = reply.cut or len(text) > MAX_SCRIPT
    if cut:
        text = _ended(text[:MAX_SCRIPT])
    if len(text) < SHORTEST or not any(map(str.isalnum, text)):
        return Checked(None, ("it holds no story",))
    return Checked(text, (_CUT,) if cut else ())


def _ended(text: str) -> str:
    """Leave out a sentence that breaks off, unless there is no other."""
    whole = _LAST_END.match(text)
    return whole[0] if whole else text
