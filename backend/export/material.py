"""What an export is made of: the entities of a project, and what is known of their files."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from backend.domain.character import Character
from backend.domain.clip import Clip
from backend.domain.media import Media
from backend.domain.project import Project
from backend.domain.scene import Scene
from backend.domain.take import ArchivedTake
from backend.domain.template import Template


@dataclass(frozen=True)
class Material:
    """Everything `build_timeline` looks at.

    Attributes:
        media: facts by storage key; a key without facts counts as a missing file.
        present: the storage keys whose files are there.
        exported_at: now; the only thing in an export that changes when nothing else did.
        archived: takes that their clips no longer hold; no cut uses them.
    """

    project: Project
    scenes: Sequence[Scene]
    clips: Sequence[Clip]
    media: Mapping[str, Media]
    present: Collection[str]
    exported_at: datetime
    characters: Sequence[Character] = ()
    templates: Sequence[Template] = ()
    archived: Sequence[ArchivedTake] = ()
