"""Every refusal has its own code and says the same in both languages."""

import inspect
import string

import pytest

from services.cases import errors
from shared.errors import Refusal

REFUSALS = [
    kind
    for _, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, Refusal) and kind.__module__ == errors.__name__
]


def places(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_codes_are_unique() -> None:
    assert len({kind.code for kind in REFUSALS}) == len(REFUSALS)


@pytest.mark.parametrize("kind", REFUSALS)
def test_a_refusal_states_itself_in_both_languages(kind: type[Refusal]) -> None:
    assert {"code", "vi", "en"} <= set(vars(kind))
    assert places(kind.vi) == places(kind.en)
    assert 400 <= kind.status < 500
