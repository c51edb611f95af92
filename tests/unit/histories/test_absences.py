"""Who may say in a history that somebody was away."""

from typing import Any

import msgspec
import pytest

from services.cases.application.histories.acts import Absent
from tthc.histories.absences import leaves
from tthc.histories.header import Header


def _agency(code: str, **officials: str) -> dict[str, Any]:
    people = [{"id": name, "name": name, "roles": [role]} for name, role in officials.items()]
    return {"code": code, "kind": "department", "name": code, "officials": people}


HEADER = msgspec.convert(
    {
        "format": "tthc-history/1",
        "organisation": [
            _agency("SNV", lan="official", hung="official", truong="agency_head"),
            _agency("STC", mai="agency_head"),
        ],
    },
    Header,
)
ACT = {
    "act": "absent",
    "at": "2026-03-02T08:00:00+07:00",
    "by": "lan",
    "official": "lan",
    "first_day": "2026-03-03",
    "last_day": "2026-03-04",
    "kind": "leave",
}


@pytest.mark.parametrize("by", ["lan", "truong"])
def test_officials_say_it_themselves_and_the_head_of_their_agency(by: str) -> None:
    made, faults = leaves([(2, msgspec.convert(ACT | {"by": by}, Absent))], HEADER, {})
    assert ([one.command.agency for one in made], faults) == (["SNV"], [])


@pytest.mark.parametrize(
    ("changes", "where", "code"),
    [
        ({"by": "nobody"}, "2:by", "history-official-of-no-agency"),
        ({"official": "nobody"}, "2:official", "history-official-of-no-agency"),
        ({"by": "mai"}, "2:by", "history-done-by-another-agency"),
        ({"by": "hung"}, "2:by", "history-absence-not-theirs"),
        ({"kind": "x"}, "2:kind", "history-field-unfit"),
    ],
)
def test_nobody_else_does(changes: dict[str, Any], where: str, code: str) -> None:
    made, faults = leaves([(2, msgspec.convert(ACT | changes, Absent))], HEADER, {})
    assert (made, [(one.where, one.code) for one in faults]) == ([], [(where, code)])
