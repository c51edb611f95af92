"""HTML that is safe by construction: text is escaped where it is put in, and nothing else makes markup.

element("p", "a < b", element("em", "c"), lang="vi")
"""

import re
from html import escape

_NAME = re.compile(r"[a-z][a-z0-9-]*")


class Markup(str):
    """HTML that `element`, `text` or `together` made; any other string is text and gets escaped."""

    __slots__ = ()


def text(value: str) -> Markup:
    """The text, escaped; what no HTML may contain (control characters) becomes U+FFFD."""
    sound = "".join(mark if mark >= " " or mark in "\t\n" else "\ufffd" for mark in value)
    return Markup(escape(sound, quote=True))


def together(*children: str) -> Markup:
    """Several pieces, one after the other."""
    return Markup("".join(child if isinstance(child, Markup) else text(child) for child in children))


def element(name: str, /, *children: str, **attributes: str) -> Markup:
    """An element. `class_` is `class`; an underscore in an attribute's name is a hyphen."""
    pairs = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
    for one in (name, *pairs):
        if not _NAME.fullmatch(one):
            raise ValueError(f"{one!r} is no name of an element or attribute")
    shown = "".join(f' {key}="{text(value)}"' for key, value in pairs.items())
    return Markup(f"<{name}{shown}>{together(*children)}</{name}>")


def style(rules: str) -> Markup:
    """Style rules; only ever ours, and without markup in them."""
    if "<" in rules:
        raise ValueError("style rules have no markup in them")
    return Markup(f"<style>{rules}</style>")
