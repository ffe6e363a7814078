"""Takes secrets out of text that is meant for a log."""

import re
from typing import Final

HIDDEN: Final = "***"

_NAME = r"(?:proxy-)?authorization|[\w-]*(?:api[_-]?key|secret|passw(?:or)?d|token)[\w-]*"
_VALUE = r"""(?:(?:Bearer|Basic)\s+)?[^\s"',;&)}\]]+"""
_PATTERNS: Final = (
    # scheme://user:password@host
    (re.compile(r"(?<=://)([^\s:/@?#]*):[^\s/?#]+@"), rf"\1:{HIDDEN}@"),
    # api_key=…, 'token': '…', Authorization: Bearer …
    (
        re.compile(rf"""(?<![\w-])({_NAME})(["']?\s*[:=]\s*["']?){_VALUE}""", re.IGNORECASE),
        rf"\1\2{HIDDEN}",
    ),
    (re.compile(r"\b(Bearer)\s+[\w.~+/=-]{8,}", re.IGNORECASE), rf"\1 {HIDDEN}"),
    # keys that name themselves: OpenAI's, RunPod's, Hugging Face's
    (re.compile(r"\b(sk-|rpa_|hf_)[A-Za-z0-9_-]{16,}"), rf"\1{HIDDEN}"),
)


def redacted(text: str) -> str:
    """Return the text with passwords, keys and tokens replaced by `***`."""
    for pattern, replacement in _PATTERNS:
        text = pattern.sub(replacement, text)
    return text
