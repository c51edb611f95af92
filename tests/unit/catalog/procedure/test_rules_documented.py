"""The page on procedures names every rule by its code, and no other."""

import re
from types import ModuleType

import pytest

from services.catalog.errors.procedure import conditions, coordination, limits, papers, procedures, units
from shared.errors import Refusal
from tests.unit.house.repository import ROOT

PAGE = (ROOT / "docs/explanation/procedures.md").read_text("utf-8")
MODULES = (conditions, coordination, limits, papers, procedures, units)


def codes_of(module: ModuleType) -> set[str]:
    own = (each for each in vars(module).values() if getattr(each, "__module__", "") == module.__name__)
    return {each.code for each in own if issubclass(each, Refusal)}


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__.rpartition(".")[2])
def test_every_rule_is_explained(module: ModuleType) -> None:
    assert sorted(code for code in codes_of(module) if f"`{code}`" not in PAGE) == []


def test_no_code_is_explained_that_there_is_not() -> None:
    told = set(re.findall(r"`([a-z]+(?:-[a-z]+)+)`", PAGE))
    assert told == set().union(*map(codes_of, MODULES))
