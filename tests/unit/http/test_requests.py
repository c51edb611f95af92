"""A command as the body of a request: all its fields, or all but those that stand in the path."""

from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from shared.auth.errors import ActingForRefused
from shared.auth.principal import Grant, Principal
from shared.contracts.vocabulary import Code
from shared.decider import command
from shared.errors import Language
from shared.eventstore.records import CommandContext
from shared.http.invalid import describe
from shared.http.requests import body_model, request_model
from shared.kernel import Role

NOW = datetime(2026, 12, 1, 2, tzinfo=UTC)
CONTEXT = CommandContext(command_id="c", recorded_at=NOW)
LAN = Principal("snv.lan", (Grant(Role.OFFICIAL, "SNV"),))


@command
class Rename:
    """Give a division another name."""

    agency: Code
    name: Code


def test_what_stands_in_the_path_isnt_asked_for_in_the_body() -> None:
    model = request_model(Rename, without=("agency",))
    given = model.model_validate({"name": "Văn phòng"}).given(LAN, "SNV", CONTEXT, agency="SNV")
    assert given.command == Rename(agency="SNV", name="Văn phòng")
    assert (given.act.by.id, given.act.at, given.act.recorded_at) == ("snv.lan", NOW, NOW)
    with pytest.raises(ValidationError):
        model.model_validate({"name": "Văn phòng", "agency": "SNV"})


def test_all_of_it_is_asked_for_otherwise() -> None:
    with pytest.raises(ValidationError):
        request_model(Rename).model_validate({"name": "Văn phòng"})


def test_acting_for_a_colleague_is_a_claim_only_where_it_may_be_delegated() -> None:
    asked = request_model(Rename, without=("agency",)).model_validate(
        {"name": "Văn phòng", "acting_for": "snv.hoa"}
    )
    claim = asked.given(LAN, "SNV", CONTEXT, agency="SNV").act.by
    assert (claim.acting_for, claim.roles) == ("snv.hoa", frozenset())
    with pytest.raises(ActingForRefused):
        asked.given(LAN, "SNV", CONTEXT, delegable=False, agency="SNV")


def test_a_command_among_several_says_neither_when_nor_by_whom() -> None:
    model = body_model(Rename, without=("agency",))
    asked = model.model_validate({"name": "Văn phòng"})
    assert asked.asked(agency="SNV") == Rename(agency="SNV", name="Văn phòng")
    with pytest.raises(ValidationError):
        model.model_validate({"name": "Văn phòng", "at": NOW})


@command
class Reorganise:
    """Rename several."""

    renamed: tuple[Rename, ...]


@pytest.mark.parametrize(
    ("part", "pointer", "code"),
    [
        ({"agency": "A", "name": "B", "x": 1}, "/renamed/0/x", "extra-forbidden"),
        (1, "/renamed/0", "model-type"),
    ],
)
def test_a_part_that_doesnt_fit_is_told_as_any_other_object(part: object, pointer: str, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        request_model(Reorganise).model_validate({"renamed": [part]})
    (fault,) = refused.value.errors()
    told = describe({**fault, "loc": ("body", *fault["loc"])}, Language.VI, {"renamed": [part]})
    assert (told["pointer"], told["code"]) == (pointer, code)
