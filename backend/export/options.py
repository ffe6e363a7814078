"""What a caller may ask of an export, checked before anything is read."""

import re
from pathlib import PurePosixPath, PureWindowsPath
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from backend.domain.frame_rate import Fps
from backend.domain.ids import SceneId
from backend.domain.values import TypedInput

Version = Literal["1.9", "1.10", "1.11", "1.12", "1.13", "1.14"]
TIMECODE = r"^([01]\d|2[0-3])([:;][0-5]\d){2}[:;]\d\d$"


def as_names(value: Any) -> Any:
    """Accept `a,b` beside `a` and `b` given apart."""
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return [name.strip() for part in value for name in part.split(",") if name.strip()]
    return value


def _folder(text: str) -> str:
    absolute = PurePosixPath(text).is_absolute() or re.match(r"[A-Za-z]:[\\/]", text)
    if text and not absolute:
        raise PydanticCustomError("folder", "must be an absolute folder, /… or C:\\…")
    if ".." in PureWindowsPath(text).parts:
        raise PydanticCustomError("folder", "must not hold '..'")
    return text


class ExportOptions(TypedInput):
    """The query of every export; an unknown option is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    fps: Fps | None = Field(default=None, description="Absent: the project's.")
    start: str = Field(
        default="01:00:00:00", pattern=TIMECODE, description="Timecode of the first frame."
    )
    scene_id: list[SceneId] = Field(default=[], description="Only these scenes; may be repeated.")
    picture: Literal["video", "image"] = Field(
        default="video", description="What to show of a shot that has both."
    )
    missing: Literal["slate", "gap"] = Field(
        default="slate", description="What stands for a shot without a file."
    )
    music: Literal["trim", "full"] = Field(
        default="trim", description="Cut the music with the picture, or let it run on."
    )
    alternates: Literal["none", "disabled", "connected"] = Field(
        default="none",
        description="Leave alternate shots out, or lay them switched off on lanes above; "
        "disabled and connected mean the same.",
    )
    clip_audio: bool = Field(default=False, description="Use the sound of the movies too.")
    notes: bool = Field(
        default=True, description="Prompts and texts in the notes; the clip's id is always there."
    )
    captions: Literal["auto", "narration", "dialogue", "lyrics", "none"] = Field(
        default="auto", description="auto: narration, else dialogue, else lyrics."
    )
    version: Version = Field(default="1.10", description="Of FCPXML.")
    media_root: Annotated[str, AfterValidator(_folder)] = Field(
        default="",
        max_length=1000,
        json_schema_extra={"pattern": r"^(/|[A-Za-z]:[\\/]|$)"},
        description="Folder that holds the media on the editor's machine; "
        "absent: media/ beside the exported file.",
    )
    formats: Annotated[list[str], BeforeValidator(as_names)] = Field(
        default=[], description="What a bundle or a check holds; absent: everything."
    )
