"""Make any text fit for an XML document."""

from __future__ import annotations

import re

_NOT_XML = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


def xml_text(text: object) -> str:
    """Return the text without the characters that XML 1.0 has no way to write."""
    return _NOT_XML.sub("", str(text))
