"""The language that the command line speaks: as the reader's environment asks, Vietnamese otherwise."""

import os
from collections.abc import Mapping

from shared.errors import Language


def environment_language(environment: Mapping[str, str] = os.environ) -> Language:
    """English where the locale (`LC_ALL`, `LC_MESSAGES`, `LANG`) is English."""
    locale = environment.get("LC_ALL") or environment.get("LC_MESSAGES") or environment.get("LANG") or ""
    return Language.EN if locale.lower().startswith("en") else Language.VI


def translated(vi: str, en: str, language: Language | None = None) -> str:
    """The text for a reader of `language`; without one, of the environment's (for help texts)."""
    return vi if (language or environment_language()) is Language.VI else en
