"""The language that the command line speaks: the one it is asked for, else the reader's, Vietnamese first."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

from shared.errors import Language

_OPTION = "--language"
_spoken: ContextVar[Language | None] = ContextVar("spoken", default=None)


def environment_language(environment: Mapping[str, str] = os.environ) -> Language:
    """English where the locale (`LC_ALL`, `LC_MESSAGES`, `LANG`) is English."""
    locale = environment.get("LC_ALL") or environment.get("LC_MESSAGES") or environment.get("LANG") or ""
    return Language.EN if locale.lower().startswith("en") else Language.VI


def reader_language() -> Language:
    """What the command at hand was asked to speak; without that, the environment's."""
    return _spoken.get() or environment_language()


@contextmanager
def speaking(arguments: Sequence[str]) -> Iterator[None]:
    """Speak what these arguments of the command line ask for, in the block.

    They are looked through before they are parsed: help, and what is wrong with them, is told in it too.
    """
    before = _spoken.set(stated_language(arguments) or _spoken.get())
    try:
        yield
    finally:
        _spoken.reset(before)


def stated_language(arguments: Sequence[str]) -> Language | None:
    """The language that `--language` names, the last one where there are several; None without any."""
    stated = None
    for index, argument in enumerate(arguments):
        if argument == "--":
            break
        option, equals, value = argument.partition("=")
        if option == _OPTION:
            value = value if equals else "".join(arguments[index + 1 : index + 2])
            stated = next((language for language in Language if language == value), stated)
    return stated


def translated(vi: str, en: str, language: Language | None = None) -> str:
    """The text for a reader of `language`; without one, for the reader of the command at hand."""
    return vi if (language or reader_language()) is Language.VI else en
