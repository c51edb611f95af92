"""What the event store needs of the catalog's events, and readers of its refusals."""

import string
from typing import Any

import msgspec
import pytest

from services.catalog import errors
from services.catalog.domain import AGENCY, CATALOGUE, OfficialAppointed, ProcedureRemoved, ProcedureRevised
from shared.errors import Refusal
from shared.kernel import Role
from tests.unit.catalog.examples import AT, DRAFTED, REGISTERED, added, in_draft, issued, procedure
from tests.unit.catalog.test_editions import told

EVENTS = [
    REGISTERED,
    added("VP"),
    OfficialAppointed(
        agency="SNV",
        official="snv.minh",
        name="Lê Minh",
        divisions=("CCVC", "VP"),
        position="Chuyên viên",
        roles=(Role.OFFICIAL,),
        appointed_by="snv.binh",
        appointed_at=AT,
    ),
    DRAFTED,
    in_draft(procedure()),
    ProcedureRevised(agency="SNV", edition=1, procedure=procedure(), revised_by="x", revised_at=AT),
    ProcedureRemoved(agency="SNV", edition=1, code="P01", removed_by="x", removed_at=AT),
    issued("P01"),
    told(procedure(), 1),
]
REFUSALS = [each for each in vars(errors).values() if isinstance(each, type) and issubclass(each, Refusal)]
OWN = [each for each in REFUSALS if each.__module__ == errors.__name__]


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: type(event).__name__)
def test_an_event_comes_back_from_the_store_as_it_was(event: Any) -> None:
    assert msgspec.json.decode(msgspec.json.encode(event), type=type(event)) == event


def test_every_event_class_has_an_example_here() -> None:
    assert {type(event) for event in EVENTS} == {*AGENCY.events, *CATALOGUE.events}


def test_refusals_have_codes_of_their_own() -> None:
    assert len({each.code for each in OWN}) == len(OWN)


@pytest.mark.parametrize("refusal", OWN, ids=lambda refusal: refusal.code)
def test_a_refusal_says_the_same_in_both_languages(refusal: type[Refusal]) -> None:
    def names(template: str) -> set[str]:
        fields = {name for _, name, _, _ in string.Formatter().parse(template) if name}
        return {name.removesuffix("_vi").removesuffix("_en") for name in fields}

    assert refusal.vi != Refusal.vi
    assert names(refusal.vi) == names(refusal.en)
