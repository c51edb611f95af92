"""Who did what, without saying who: the same person under the same word, which a key alone leads back to."""

import hmac
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

#: 64 bits: of a province's 100,000 people no two have one word, but once in four billion exports.
_DIGITS = 16
#: Acts of nobody: they name no person.
_NOBODY = frozenset({"system"})


@dataclass(frozen=True, slots=True)
class Pseudonyms:
    """Words for people; without a key they are what the events call them."""

    key: bytes | None

    def of(self, person: str) -> str:
        """The word for a person; who hasn't the key can't tell whether it is somebody's."""
        if self.key is None or person in _NOBODY:
            return person
        return _word(self.key, person)


@lru_cache(maxsize=20_000)
def _word(key: bytes, person: str) -> str:
    return f"P{hmac.new(key, person.encode(), sha256).hexdigest()[:_DIGITS]}"
