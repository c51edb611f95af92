"""Codes from names: short, the same each time, and unique also where capitals don't count."""

import re
import unicodedata
from collections.abc import Callable, Iterable

_LONGEST = 24
_LEADING_CODE = re.compile(r"([A-Za-z]{1,3}\d{1,4}(?:[-.]\d{1,3})*)(?=[\s:._)-]|$)")
_PLAIN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")


def slug(text: str) -> str:
    """Capitals, digits and hyphens: `Phòng Đất đai` becomes `PHONG-DAT-DAI`; empty if nothing remains."""
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    letters = bare.encode("ascii", "ignore").decode().upper()
    return re.sub(r"[^A-Z0-9]+", "-", letters).strip("-")[:_LONGEST].rstrip("-")


def leading_code(activity: str) -> str:
    """The code that an activity's name begins with: `T07-1` of `T07-1 Draft intern advice`; empty if none."""
    match = _LEADING_CODE.match(activity)
    return match[1].upper().replace(".", "-") if match else ""


def without_code(activity: str) -> str:
    """The name after the code that it begins with; all of it if nothing follows or there is no code."""
    match = _LEADING_CODE.match(activity)
    rest = activity[match.end() :].lstrip(" \t:._)-") if match else ""
    return rest or activity


def official_id(resource: str) -> str:
    """The resource's own name where it can be an id as it is; otherwise its slug."""
    return resource if _PLAIN_ID.fullmatch(resource) else slug(resource)


def unique_codes(names: Iterable[str], code_of: Callable[[str], str], initial: str) -> dict[str, str]:
    """A code for each name, in the order given: `code_of` it, or `initial` and its number if that is empty;
    a code that is taken gets a suffix."""
    codes: dict[str, str] = {}
    taken: set[str] = set()
    for number, name in enumerate(names, start=1):
        wanted = code_of(name) or f"{initial}{number:02}"
        code, again = wanted, 1
        while code.casefold() in taken:
            again += 1
            code = f"{wanted}-{again}"
        taken.add(code.casefold())
        codes[name] = code
    return codes
