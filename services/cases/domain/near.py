"""What a code may have been meant for that isn't there."""

from collections.abc import Iterable
from difflib import get_close_matches

#: So many are proposed.
_NEAREST = 3


def nearest(code: str, known: Iterable[str]) -> str:
    """The codes that are most like it, the nearest first, in whatever case they are written."""
    written = {one.casefold(): one for one in sorted(known)}
    found = get_close_matches(code.casefold(), written, n=_NEAREST, cutoff=0)
    return ", ".join(written[one] for one in found)
