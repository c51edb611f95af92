"""Who handles requests to an agency while it isn't live: one way leads there at least."""

from dataclasses import replace
from typing import Any

import msgspec
import pytest

from services.catalog.domain.deciders import AGENCY
from services.catalog.domain.organisation.agency import KnownNow
from services.catalog.domain.organisation.contacts import RegisterContact, RemoveContact
from services.catalog.domain.organisation.ensuring import EnsureAgency
from services.catalog.errors.organisation.agencies import MayNotOrganise
from services.catalog.errors.organisation.contacts import (
    ContactUnchanged,
    ContactUnreachable,
    UnfitEmail,
    UnfitTelephone,
)
from services.catalog.errors.organisation.reorganisation import AgencyHasEnded
from services.catalog.errors.procedure.texts import UnusableText
from shared.contracts.catalog.agencies import AgencyContactChanged, Contact
from shared.contracts.declaring import untold_fields
from shared.errors import Refusal
from tests.scenario import given
from tests.unit.catalog.examples import HEAD, OPERATOR, REGISTERED, act
from tests.unit.catalog.examples_organisation import CONTACT_NAMED, DISSOLVED, REACHED

REMOVED = replace(CONTACT_NAMED, contact=None, registered=False)
NOW = act(OPERATOR)
STRANGER = replace(HEAD, agency="SCT")


def register(**changes: Any) -> RegisterContact:
    said = {one: getattr(REACHED, one) for one in ("name", "telephone", "email", "address")}
    return RegisterContact(**{"agency": "SNV", **said, **changes})


def test_a_contact_is_named_and_taken_back() -> None:
    named = given(AGENCY, REGISTERED).when(register(), NOW).then(CONTACT_NAMED)
    assert named.state.contact == REACHED
    gone = named.when(RemoveContact(agency="SNV"), NOW).then(REMOVED)
    assert gone.state.contact is None
    gone.when(RemoveContact(agency="SNV"), NOW).refused(ContactUnchanged, where="contact")


def test_the_same_once_more_is_refused() -> None:
    given(AGENCY, REGISTERED, CONTACT_NAMED).when(register(), NOW).refused(ContactUnchanged, where="contact")


@pytest.mark.parametrize("only", ["telephone", "email", "address"])
def test_one_way_is_enough(only: str) -> None:
    ways = {"name": "", "telephone": "", "email": "", only: getattr(REACHED, only) or "12 Trần Phú"}
    (event,) = AGENCY.decide(AGENCY.fold([REGISTERED]), register(**ways), NOW)
    assert event.registered


@pytest.mark.parametrize(
    "number", ["0235 3852 123", "+84 91 234 56 78", "0235.3852.123 (máy lẻ 12)", "18001234"]
)
def test_a_number_is_taken_as_people_write_it(number: str) -> None:
    (event,) = AGENCY.decide(AGENCY.fold([REGISTERED]), register(telephone=number), NOW)
    assert event.contact.telephone == number


@pytest.mark.parametrize(
    ("changes", "refusal", "where"),
    [
        ({"telephone": "", "email": ""}, ContactUnreachable, "telephone"),
        ({"telephone": " ", "email": ""}, ContactUnreachable, "telephone"),
        ({"telephone": "gọi sau"}, UnfitTelephone, "telephone"),
        ({"telephone": "=1+1"}, UnfitTelephone, "telephone"),
        ({"email": "vanthu"}, UnfitEmail, "email"),
        ({"email": "a@b\n.vn"}, UnusableText, "email"),
        ({"email": "<b>@example.vn"}, UnfitEmail, "email"),
        ({"name": "hai\ndòng"}, UnusableText, "name"),
    ],
)
def test_what_leads_nowhere_is_refused(changes: Any, refusal: type[Refusal], where: str) -> None:
    given(AGENCY, REGISTERED).when(register(**changes), NOW).refused(refusal, where=where)


def test_the_agency_s_head_names_it_and_a_stranger_does_not() -> None:
    given(AGENCY, REGISTERED).when(register(), act(HEAD)).then(replace(CONTACT_NAMED, changed_by=HEAD.id))
    given(AGENCY, REGISTERED).when(register(), act(STRANGER)).refused(MayNotOrganise)
    given(AGENCY, REGISTERED).when(RemoveContact(agency="SNV"), act(STRANGER)).refused(MayNotOrganise)


def test_an_agency_that_has_ended_names_none_but_may_take_it_back() -> None:
    ended = given(AGENCY, REGISTERED, CONTACT_NAMED, replace(DISSOLVED, effective_from=REGISTERED.valid_from))
    ended.when(register(name="Khác"), NOW).refused(AgencyHasEnded)
    ended.when(RemoveContact(agency="SNV"), NOW).then(REMOVED)


def test_who_it_is_is_kept_and_told_to_nobody() -> None:
    assert untold_fields(AgencyContactChanged) == {"contact"}
    kept = msgspec.json.decode(msgspec.json.encode(CONTACT_NAMED), type=AgencyContactChanged)
    assert kept == CONTACT_NAMED


# --- in a table ----------------------------------------------------------------------------------


def ensure(contact: Contact | None) -> EnsureAgency:
    return EnsureAgency(
        code="SNV",
        kind=REGISTERED.kind,  # type: ignore[arg-type]
        name_vi=REGISTERED.name_vi,
        name_en=REGISTERED.name_en or "",
        parent=REGISTERED.parent,
        wave=REGISTERED.wave,
        valid_from=REGISTERED.valid_from,
        contact=contact,
    )


@pytest.mark.parametrize(
    ("before", "stated", "events"),
    [
        ((), REACHED, [CONTACT_NAMED]),
        ((), Contact(), []),
        ((), None, []),
        ((CONTACT_NAMED,), REACHED, []),
        ((CONTACT_NAMED,), None, []),
        ((CONTACT_NAMED,), Contact(), [REMOVED]),
        (
            (CONTACT_NAMED,),
            replace(REACHED, email=""),
            [replace(CONTACT_NAMED, contact=replace(REACHED, email=""))],
        ),
    ],
)
def test_a_table_states_the_contact_or_says_nothing_of_it(before: Any, stated: Any, events: Any) -> None:
    state = AGENCY.fold([REGISTERED, *before])
    assert AGENCY.decide(state, ensure(stated), NOW, KnownNow()) == events


def test_a_bad_cell_is_named_by_its_column() -> None:
    with pytest.raises(UnfitEmail) as refused:
        AGENCY.decide(AGENCY.fold([REGISTERED]), ensure(replace(REACHED, email="x")), NOW, KnownNow())
    assert refused.value.where == "contact_email"
