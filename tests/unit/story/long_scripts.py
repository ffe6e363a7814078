"""Scripts as long as people write them, put together from varied parts; the same every time."""

import random
from collections.abc import Iterator

_PLACES = ("TRAM DEPOT", "MARA'S KITCHEN", "RIVER WALL", "ST. ANNE'S SCHOOL", "ROOF OF NO. 9")
_TIMES = ("DAY", "NIGHT", "DAWN", "CONTINUOUS", "MOMENTS LATER")
_CAST = ("MARA", "THEO", "INSPECTOR VALE", "YOUNG INES", "DR. OKORO")
_SEEN = (
    "Rain beads on the glass. {who} wipes it off with one sleeve and looks out.",
    "A tram bell, far away. Nobody moves.",
    "{who} sets down two cups, thinks better of it, and takes one back.",
    "The lamp swings -- once, twice -- and goes out. In the dark: breathing, and water running.",
    "On the table: a ticket, a key, 3.50 in small change and a photograph of a bridge.",
)
_SAID = (
    "You said nine o'clock.",
    "I said I'd try. That's not the same as nine o'clock, is it? You of all people know that.",
    "If the river takes the bridge, and it will, then we walk; we walked before there was one.",
    "No.",
    """Mr. Abney asked for you. Twice! He had the letter with him, the one from the depot, and he
would not put it down, not even to drink his tea, which went cold while he talked.""",
)
_ASIDES = ("(quietly)", "(beat)", "(to the driver)")


def screenplay(scenes: int, seed: int = 7) -> str:
    """A Fountain screenplay; some 90 scenes fill 60 pages."""
    chance = random.Random(seed)
    page = "Title: The Last Tram\nCredit: Written by\nAuthor: Nobody\nDraft date: 1 May\n"
    return "\n".join([page, *_scenes(scenes, chance), "> FADE OUT.", ""])


def _scenes(count: int, chance: random.Random) -> Iterator[str]:
    for number in range(1, count + 1):
        setting = chance.choice(("INT.", "EXT.", "INT./EXT."))
        place, time = chance.choice(_PLACES), chance.choice(_TIMES)
        if number % 20 == 1:
            yield f"# Act {number // 20 + 1}\n"
        yield f"{setting} {place} - {time} #{number}#\n\n= Scene {number} of the night.\n"
        for _ in range(chance.randint(4, 9)):
            yield from _beat(chance)
        if chance.random() < 0.2:
            yield "CUT TO:\n"


def _beat(chance: random.Random) -> Iterator[str]:
    who = chance.choice(_CAST)
    if chance.random() < 0.4:
        yield chance.choice(_SEEN).format(who=who) + "\n"
        return
    extension = chance.choice(("", "", " (V.O.)", " (CONT'D)"))
    aside = chance.choice(("", chance.choice(_ASIDES) + "\n"))
    note = chance.choice(("", "", " [[check the tram number]]"))
    yield f"{who}{extension}\n{aside}{chance.choice(_SAID)}{note}\n"


def chapter(paragraphs: int, seed: int = 11) -> str:
    """A chapter of a novel: long paragraphs, speech within them, wrapped lines and stars."""
    chance = random.Random(seed)
    parts = ["Chapter Twelve: What the Water Kept\n"]
    for number in range(paragraphs):
        told = [chance.choice(_SEEN).format(who="Mara"), f'"{chance.choice(_SAID)}" she said.']
        chance.shuffle(told)
        parts.append(" ".join(told * chance.randint(1, 3)) + "\n")
        if number % 25 == 24:
            parts.append("* * *\n")
    return "\n".join(parts)


def song(lines: int, verse: int = 4) -> str:
    """A song as subtitles: a line every 2.4 s, and 4 s of music between verses."""
    cues = []
    at = 9_600
    for number in range(1, lines + 1):
        cues.append(f"{number}\n{_clock(at)} --> {_clock(at + 2_300)}\n{_SAID[number % 5]}\n")
        at += 2_400 if number % verse else 6_400
    return "\n".join(cues)


def _clock(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d},{rest:03d}"
