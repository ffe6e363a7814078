"""What an export depends on: the files it may use, and a mark of all that shapes it."""

import hashlib
from collections.abc import Iterator

from backend.domain.media import MediaKind, is_media_key, media_key
from backend.export.formats import Format
from backend.export.material import Material
from backend.export.options import ExportOptions
from backend.export.takes import chosen_picture, chosen_take


def used_keys(material: Material, options: ExportOptions, *, whole: bool) -> list[str]:
    """Return the storage keys of the files that may be used, each once."""
    references = [material.project.music_file or "", *_shown(material)]
    for clip in material.clips:
        if whole:
            takes = [take for kind in MediaKind for take in clip.takes(kind)]
        else:
            chosen = chosen_picture(clip, options.picture), chosen_take(clip, MediaKind.AUDIO)
            takes = [take for take in chosen if take]
        references += [take.url for take in takes]
    return [key for key in dict.fromkeys(map(media_key, references)) if is_media_key(key)]


def _shown(material: Material) -> Iterator[str]:
    """Yield what the board refers to beside its clips and its song."""
    for take in material.archived:
        yield take.url
    for who in material.characters:
        yield from filter(None, (who.face_image, who.full_body_image, *who.reference_images))
    for template in material.templates:
        yield template.preview_url or ""


def revision_of(known: Format, options: ExportOptions, material: Material) -> str:
    """Return a text that is another one whenever the export would be."""
    digest = hashlib.sha256(f"{known.name} {options.model_dump_json()}".encode())
    parts = (*material.scenes, *material.clips, *material.characters, *material.templates)
    for entity in (material.project, *parts, *material.archived):
        digest.update(entity.model_dump_json().encode())
    digest.update(" ".join(sorted(material.present)).encode())
    return digest.hexdigest()[:32]
