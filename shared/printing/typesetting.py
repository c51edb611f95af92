"""Pages set by typst as PDF/A. Texts go in as data, so that none of them is markup."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import typst

#: In the order of preference: the rule's own, its metric twin, and typst's own, which is never missing.
#: Liberation Serif isn't among them: 92 Vietnamese letters are missing in it.
FONTS = ("Times New Roman", "Tinos", "Libertinus Serif")
#: With the structure that a screen reader needs; for the archive for good.
_STANDARD: Literal["a-2a"] = "a-2a"
#: Printed in the place of a character that no font has, such as one of another script.
MISSING = "□"
_NO_GLYPH = "could not be displayed with font"
_ONE_CHARACTER = """#let content = json(bytes(sys.inputs.content))
#set document(title: "-")
#set text(font: content.font)
#content.text
"""
_DECREE = date(2020, 3, 5)  #: for what nobody keeps
#: As typst writes it; readers built on poppler take the entry for one of a wrong type where it is false, and
#: without it, false is what it is (ISO 32000-1, 14.7.1).
_MARKED, _SUSPECTS = b"/MarkInfo<</Marked true", b"/Suspects false"


@dataclass(frozen=True, slots=True)
class Setting:
    """What a PDF is set with."""

    font_directory: Path | None = None  #: its fonts besides the system's; None: the system's alone


def typeset(template: str, content: Any, setting: Setting, dated: date) -> bytes:
    """The bytes of the file; the same for the same content, fonts and day.

    `content`: what the template reads as JSON; the font is added. What no font has is printed as `MISSING`.
    """
    whole = {**content, "font": font_of(setting)}
    try:
        return _compiled(template, whole, setting, dated)
    except typst.TypstError as error:
        if _NO_GLYPH not in str(error):
            raise
    return _compiled(template, _displayable(whole, setting), setting, dated)


def _compiled(template: str, content: Any, setting: Setting, dated: date = _DECREE) -> bytes:
    """The file, made on that day: equal papers are equal bytes."""
    made = typst.compile(
        template.encode(),
        output=None,
        format="pdf",
        font_paths=_fonts(setting.font_directory),
        sys_inputs={"content": json.dumps(content, ensure_ascii=False)},
        pdf_standards=_STANDARD,
        timestamp=int(datetime.combine(dated, time(), UTC).timestamp()),
    )
    # With blanks in its place, so that everything stays where the file's table says.
    return made.replace(_MARKED + _SUSPECTS, _MARKED + b" " * len(_SUSPECTS))


def _displayable(content: Any, setting: Setting) -> Any:
    """The content with `MISSING` for every character that no font has: PDF/A has no place for those."""
    if isinstance(content, dict):
        return {name: _displayable(value, setting) for name, value in content.items()}
    if isinstance(content, list | tuple):
        return [_displayable(value, setting) for value in content]
    if isinstance(content, str):
        return "".join(one if _has_glyph(one, setting) else MISSING for one in content)
    return content


@lru_cache(maxsize=4096)
def _has_glyph(character: str, setting: Setting) -> bool:
    if character in "\n\t":
        return True
    content = {"text": character, "font": font_of(setting)}
    try:
        _compiled(_ONE_CHARACTER, content, setting)
    except typst.TypstError:
        return False
    return True


def font_of(setting: Setting = Setting()) -> str:
    """The font that a PDF is set in here."""
    found = {family.lower() for family in _fonts(setting.font_directory).families()}
    return next((font for font in FONTS if font.lower() in found), FONTS[-1])


@lru_cache(maxsize=4)
def _fonts(font_directory: Path | None) -> typst.Fonts:
    """Those of the directory, of the system, and typst's own; looked for once."""
    return typst.Fonts(font_paths=[font_directory] if font_directory else [])
