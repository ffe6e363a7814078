"""The scenes and the cast of a board to be, of what models said and what code found."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from backend.domain.draft import MAX_SCENES
from backend.story.characters import MAX_CHARACTERS, Cast, find_cast
from backend.story.llm.cast import CastSheet
from backend.story.llm.listing import pieces_of
from backend.story.llm.outline import Outline, SceneOutline, keeps_scenes
from backend.story.parser import ReadScript
from backend.story.partition import partition
from backend.story.pieces import Piece, SceneDraft
from backend.story.script import ScriptCharacter
from backend.story.splitter import divided_into, regrouped, scenes_guessed


@dataclass(frozen=True, slots=True)
class Plan:
    """What shots are made in.

    Attributes:
        scenes: in story order, with their titles and summaries where they are known.
        title, logline: the model's; empty if it was not asked.
        outlined: every scene is the model's, or was described by it.
    """

    source: ReadScript
    scenes: tuple[SceneDraft, ...]
    cast: Cast
    warnings: tuple[str, ...] = ()
    title: str = ""
    logline: str = ""
    outlined: bool = False


def plan_of(
    source: ReadScript,
    outlines: Iterable[Outline] = (),
    sheet: CastSheet | None = None,
    *,
    num_scenes: int | None = None,
    existing: Sequence[ScriptCharacter] = (),
) -> Plan:
    """Lay out the scenes as the outlines have them; where there is none, as the splitter does.

    Args:
        outlines: of any parts of the script, in any order.
        num_scenes: how many scenes, whatever the outlines have; absent: theirs.
        existing: the project's characters; who is in the script keeps their description.
    """
    parts = sorted(outlines, key=lambda part: part.first)
    known = [scene for part in parts for scene in part.scenes]
    if not known or keeps_scenes(source, num_scenes):
        drafts, warnings = divided_into(source.board.scenes, num_scenes)
    else:
        drafts, warnings = _as_outlined(source, parts, num_scenes)
    named = tuple(_named(drafts, known))
    return Plan(
        source=source,
        scenes=named,
        cast=_cast(source, sheet or CastSheet(), existing),
        warnings=tuple(warnings),
        title=next((part.title for part in parts if part.title), ""),
        logline=next((part.logline for part in parts if part.logline), ""),
        outlined=bool(named) and all(scene.title for scene in named),
    )


def _as_outlined(
    source: ReadScript, parts: Sequence[Outline], num_scenes: int | None
) -> tuple[list[SceneDraft], list[str]]:
    pieces = pieces_of(source)
    costs = [max(1, round(piece.seconds * 1000)) for piece in pieces]
    groups = _counted(_groups(pieces, costs, parts), costs, num_scenes)
    few = f"{num_scenes} scenes were asked for, but there are only {len(groups)} sentences"
    warnings = [few] if num_scenes is not None and len(groups) < num_scenes else []
    return regrouped(source.board.scenes, groups), warnings


def _groups(pieces: Sequence[Piece], costs: Sequence[int], parts: Sequence[Outline]) -> list[range]:
    """Cut the sentences where scenes begin; parts that nobody outlined, by their length."""
    seams = {0, len(pieces)}
    done = 0
    for part in (*parts, None):
        until = part.first - 1 if part else len(pieces)
        if until > done:
            seconds = sum(piece.seconds for piece in pieces[done:until])
            holes = partition(costs[done:until], scenes_guessed(seconds))
            seams.update(done + hole.start for hole in holes)
        if part:
            seams.update(scene.first - 1 for scene in part.scenes if scene.first > done)
            done = max(done, part.last)
    inside = sorted(seam for seam in seams if 0 <= seam <= len(pieces))
    return [range(start, end) for start, end in pairwise(inside)]


def _counted(groups: list[range], costs: Sequence[int], wanted: int | None) -> list[range]:
    """Merge the shortest neighbours, or cut the longest, until the groups are as many as wanted."""

    def cost(group: range) -> int:
        return sum(costs[group.start : group.stop])

    while len(groups) > (wanted or MAX_SCENES):
        pairs = list(pairwise(groups))
        at = min(range(len(pairs)), key=lambda pair: cost(pairs[pair][0]) + cost(pairs[pair][1]))
        groups[at : at + 2] = [range(groups[at].start, groups[at + 1].stop)]
    while len(groups) < min(wanted or 0, len(costs)):
        longest = max(groups, key=lambda group: (len(group) > 1, cost(group)))
        at, start = groups.index(longest), longest.start
        halves = partition(costs[start : longest.stop], 2)
        groups[at : at + 1] = [range(start + half.start, start + half.stop) for half in halves]
    return groups


def _named(drafts: Iterable[SceneDraft], known: Sequence[SceneOutline]) -> Iterator[SceneDraft]:
    """Give each scene the title and the summary of the outlined one in which it begins."""
    first = 1
    times: dict[int, int] = {}
    for draft in drafts:
        around = next((scene for scene in known if scene.first <= first <= scene.last), None)
        first += len(draft.pieces)
        if around is None or not around.title:
            yield draft
            continue
        times[around.first] = part = times.get(around.first, 0) + 1
        title = around.title if part == 1 else f"{around.title} ({part})"
        yield replace(draft, title=title, summary=around.summary)


def _cast(source: ReadScript, sheet: CastSheet, existing: Sequence[ScriptCharacter]) -> Cast:
    """Return who is in the script: found by code, then by the model, described by whom we can."""
    pieces = pieces_of(source)
    members = {_key(who.name): who for who in find_cast(pieces).characters}
    told = " ".join(piece.text for piece in pieces)
    here = frozenset(Cast(existing).named_in(told))
    for who in existing:
        key = _known_as(who.name, members)
        if key in members:
            described = who.description or members[key].description
            members[key] = replace(members[key], description=described)
        elif who.name in here:
            members[key] = ScriptCharacter(who.name, who.description)
    kept = {_known_as(who.name, members) for who in existing if who.description}
    for member in sheet.characters:
        key = _known_as(member.name, members)
        who = members.setdefault(key, ScriptCharacter(member.name))
        if key not in kept and not who.description:
            members[key] = replace(who, description=member.description)
    return Cast(list(members.values())[:MAX_CHARACTERS])


def _known_as(name: str, members: Iterable[str]) -> str:
    """Return the key of who is meant: "Mara Vale" is "Mara", if there is one of the two only."""
    key = _key(name)
    words = set(key.split())
    if key in members:
        return key
    alike = [
        other for other in members if words <= set(other.split()) or words >= set(other.split())
    ]
    return alike[0] if len(alike) == 1 else key


def _key(name: str) -> str:
    return " ".join(name.casefold().split())
