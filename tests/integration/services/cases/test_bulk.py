"""Commands on several cases in one request: each case by itself, all of its commands or none."""

from typing import Any

import pytest

from tests.integration.services.cases.driving import BINH, CODE, LAN, Office, refusal
from tests.integration.services.test_catalog import ok

Sequel = dict[str, Any]


async def bulk(office: Office, *sequels: Sequel, who: Any = "importer") -> list[dict[str, Any]]:
    answer = await office.world.post("cases", "/cases/bulk", json={"sequels": list(sequels)}, as_=who)
    found: list[dict[str, Any]] = await ok(answer)
    return found


def opening(office: Office, **fields: Any) -> dict[str, Any]:
    """A history that begins a day ago, in the name of an official."""
    subject = {"agency": "SNV", "procedure": CODE, "subject": "Bổ nhiệm", "acting_for": "snv.lan"}
    return {**subject, "at": office.at(0), "imported": True, **fields}


def completed(office: Office, step: str, act: int, by: str) -> dict[str, Any]:
    return {"command": "CompleteStep", "step": step, "at": office.at(act), "acting_for": by}


def sequel(office: Office, key: str, *orders: dict[str, Any], **fields: Any) -> Sequel:
    """An opened case and what came after."""
    return {"key": key, "opening": opening(office), "orders": list(orders), "agency": "SNV", **fields}


async def test_each_case_is_answered_under_its_key_in_the_order_of_the_request(office: Office) -> None:
    first, second = await bulk(
        office,
        sequel(office, "a", completed(office, "tiep-nhan", 1, "snv.lan")),
        sequel(office, "b"),
    )
    assert (first["key"], second["key"]) == ("a", "b")
    assert (first["problem"], second["problem"]) == (None, None)
    assert first["answer"]["events"] == ["CaseOpened", "StepCompleted"]
    assert (first["answer"]["version"], second["answer"]["version"]) == (2, 1)
    office.case = first["answer"]["case_number"]
    (step,) = (await office.shown())["steps"]
    assert (step["completed"], step["official"]) == (True, "snv.lan")


async def test_a_refused_case_is_told_by_itself_and_none_of_it_is_done(office: Office) -> None:
    refused, done = await bulk(
        office,
        sequel(
            office, "a", completed(office, "tiep-nhan", 1, "snv.lan"), completed(office, "ky", 2, "snv.kien")
        ),
        sequel(office, "b"),
    )
    assert refused["answer"] is None
    assert (refused["problem"]["code"], refused["problem"]["status"]) == ("step-not-held", 409)
    assert refused["problem"]["where"] == "ky"
    assert await office.listed() == [done["answer"]["case_number"]]


async def test_the_same_request_again_changes_nothing(office: Office) -> None:
    sequels = [sequel(office, "a", completed(office, "tiep-nhan", 1, "snv.lan")), sequel(office, "b")]
    first = await bulk(office, *sequels)
    assert await bulk(office, *sequels) == first
    assert len(await office.listed()) == 2


async def test_a_key_counts_for_one_sequel_s_content(office: Office) -> None:
    await bulk(office, sequel(office, "a"))
    (again,) = await bulk(office, sequel(office, "a", opening=opening(office, subject="Khác")))
    assert again["problem"]["code"] == "idempotency-key-reused"


async def test_a_case_goes_on_where_it_is(office: Office) -> None:
    number = await office.open()
    orders = [completed(office, "tiep-nhan", 1, "snv.lan")]
    orders.append({"command": "HandOff", "step": "tiep-nhan", "at": office.at(2), "acting_for": "snv.lan"})
    (done,) = await bulk(office, {"key": "a", "case_number": number, "agency": "SNV", "orders": orders})
    assert done["answer"] == {
        "case_number": number,
        "version": 3,
        "events": ["StepCompleted", "StepHandedOff"],
        "child_case": None,
    }
    assert set(await office.steps()) == {"tham-dinh", "phap-che"}


MISSHAPEN: list[dict[str, Any]] = [
    {"sequels": []},
    {"sequels": [{"key": "a", "orders": []}]},
    {"sequels": [{"key": "a", "case_number": "SNV-260101-0001", "orders": []}]},
    {"sequels": [{"key": "a", "case_number": "SNV-260101-0001", "opening": {}}]},
    {"sequels": [{"key": "", "case_number": "SNV-260101-0001", "orders": [{"command": "ResumeCase"}]}]},
    {"sequels": [{"key": "a", "case_number": "SNV-260101-0001", "orders": [{"command": "OpenCase"}]}]},
]


async def test_a_request_of_another_shape_is_refused_whole(office: Office) -> None:
    answers = [await office.world.post("cases", "/cases/bulk", json=one, as_="importer") for one in MISSHAPEN]
    assert [refusal(answer) for answer in answers] == [(422, "input-invalid")] * len(MISSHAPEN)


@pytest.mark.parametrize("who", [LAN, BINH])
async def test_histories_are_for_importers_and_systems(office: Office, who: Any) -> None:
    answer = await office.world.post("cases", "/cases/bulk", json={"sequels": [sequel(office, "a")]}, as_=who)
    assert refusal(answer) == (403, "role-missing")


async def test_a_problem_is_told_in_the_language_that_is_asked_for(office: Office) -> None:
    body = {"sequels": [sequel(office, "a", completed(office, "khong-co", 1, "snv.lan"))]}
    headers = {"Accept-Language": "en"}
    answer = await office.world.post("cases", "/cases/bulk", json=body, headers=headers, as_="importer")
    assert answer.json()[0]["problem"]["detail"] == "The procedure has no step khong-co."
