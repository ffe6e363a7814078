"""XML from outside, read without entities, grammars or anything else that it could bring along."""

import xml.etree.ElementTree as ET
from typing import Final
from xml.parsers import expat

from backend.domain.errors import ValidationError, invalid_field

_DEEPEST: Final = 64
_MOST_ELEMENTS: Final = 500_000


def parse_xml(content: bytes) -> ET.Element:
    """Return the root of a document.

    Raises:
        ValidationError: it is not XML, declares entities or a grammar of its own, is nested too
            deeply, or has too many elements.
    """
    reading = _Reading()
    try:
        return reading.root_of(content)
    except ValidationError:
        raise
    except Exception as exc:  # the parser raises LookupError and others for odd encodings
        raise invalid_field("file", f"is not XML: {exc}") from exc


class _Reading:
    def __init__(self) -> None:
        self._builder = ET.TreeBuilder()
        self._depth = self._count = 0

    def root_of(self, content: bytes) -> ET.Element:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._builder.data
        parser.StartDoctypeDeclHandler = _refuse_grammar
        parser.EntityDeclHandler = _refuse_entity
        parser.Parse(content, True)
        return self._builder.close()

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._count += 1
        if self._depth > _DEEPEST or self._count > _MOST_ELEMENTS:
            raise invalid_field("file", "is nested too deeply, or has too many elements")
        self._builder.start(tag, attributes)

    def _end(self, tag: str) -> None:
        self._depth -= 1
        self._builder.end(tag)


def _refuse_grammar(_name: str, _system: object, _public: object, has_internal: int) -> None:
    if has_internal:
        raise invalid_field("file", "declares a grammar of its own, which is not read")


def _refuse_entity(*_: object) -> None:
    raise invalid_field("file", "declares entities, which are not read")
