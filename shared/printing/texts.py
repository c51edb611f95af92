"""Texts as files can hold them."""

import re

#: What no XML file can hold.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: With these a spreadsheet takes a text of a CSV for a formula; a tab or a line end may come before.
_FORMULA = re.compile(r"\s*[=+\-@]")


def readable(text: str) -> str:
    """The text as XML can hold it; what it can't is shown as missing."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def harmless(text: str) -> str:
    """The text for a cell of a CSV: behind an apostrophe where a spreadsheet would calculate it."""
    return f"'{text}" if _FORMULA.match(text) else text
