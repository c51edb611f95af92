"""Cases as logs for process mining over HTTP: whose, by what names, and that it was asked for."""

import csv
import io
import json
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from services.cases.api.process_log_schema import OCEL_SCHEMA
from shared.auth import Grant, Principal
from shared.kernel import Role
from tests.hosting import World, hosted, principal
from tests.integration.services.cases.driving import BINH, LAN, Office, refusal
from tests.integration.services.cases.history import told
from tests.integration.services.cases.test_who_looked import looked
from tests.ocel import faults_of

AUDITOR = principal("kiem-toan", Role.AUDITOR)
LEADER = principal("chu-tich", Role.PROVINCE_LEADER)
HEAD = principal("snv.binh", Role.AGENCY_HEAD, "SNV")
_XES = "{http://www.xes-standard.org/}"


@pytest.fixture
async def example(tmp_path: Path) -> AsyncIterator[World]:
    """Four agencies whose cases ask each other."""
    async with hosted(tmp_path, "cases") as world:
        await told(world.application("cases"))
        await world.settle()
        yield world


async def exported(world: World, form: str, who: Principal = AUDITOR, **asked: str) -> str:
    answer = await world.get("cases", f"/process-log/cases.{form}", as_=who, params=asked)
    assert answer.status_code == 200, answer.text
    return answer.text


def numbers(xes: str) -> list[str]:
    return [
        one.attrib["value"]
        for trace in ET.fromstring(xes).iter(f"{_XES}trace")
        for one in trace
        if one.attrib.get("key") == "concept:name"
    ]


async def test_an_object_centric_log_is_as_the_standard_has_it(example: World) -> None:
    content = await exported(example, "ocel")
    assert faults_of(content) == []
    log = json.loads(content)
    Draft202012Validator(OCEL_SCHEMA, format_checker=FormatChecker()).validate(log)
    stored = [one.stream for one in await example.application("cases").log(0, 1000)]
    of_cases = Counter(one.partition("-")[0] for one in stored)["case"]
    assert len(log["events"]) == of_cases
    kinds = Counter(one["type"] for one in log["objects"])
    assert {*kinds} == {"case", "step visit", "coordination", "agency", "division", "official"}
    related = {each["qualifier"] for one in log["objects"] for each in one["relationships"]}
    assert related == {"answers", "asked by", "asked in", "asked of", "of"}


async def test_what_others_asked_is_there_though_their_case_is_not(example: World) -> None:
    content = await exported(example, "ocel", agency="STC")
    assert faults_of(content) == []
    log = json.loads(content)
    cases = {one["id"] for one in log["objects"] if one["type"] == "case"}
    asked = [one for one in log["objects"] if one["type"] == "coordination" and not one["attributes"]]
    assert len(cases) == 1
    assert [one["relationships"] for one in asked] == [[]]
    answers = [
        each for one in log["objects"] for each in one["relationships"] if each["qualifier"] == "answers"
    ]
    assert [each["objectId"] for each in answers] == [asked[0]["id"]]


async def test_documents_are_there_without_their_names(office: Office) -> None:
    await office.open()
    paper = {"name": "to-trinh.pdf", "size": 1, "sha256": "0" * 64, "address": "https://vb.example/1"}
    await office.do(LAN, "AttachDocument", kind="incoming", **paper)
    content = await exported(office.world, "ocel", BINH)
    assert (faults_of(content), "to-trinh" in content, "vb.example" in content) == ([], False, False)
    (document,) = (one for one in json.loads(content)["objects"] if one["type"] == "document")
    (attached,) = (one for one in json.loads(content)["events"] if one["type"] == "DocumentAttached")
    assert {"objectId": document["id"], "qualifier": "with"} in attached["relationships"]


async def test_each_exports_the_cases_that_are_theirs(example: World) -> None:
    everything = numbers(await exported(example, "xes"))
    assert everything == numbers(await exported(example, "xes", LEADER)) == sorted(everything)
    own = numbers(await exported(example, "xes", HEAD))
    assert own
    assert {one.partition("-")[0] for one in own} == {"SNV"}
    assert own == numbers(await exported(example, "xes", AUDITOR, agency="SNV"))
    two = Principal("x", (Grant(Role.AGENCY_HEAD, "SNV"), Grant(Role.OFFICIAL, "STC", "VP")))
    assert own == numbers(await exported(example, "xes", two))
    for who, asked, code in (
        (two, {"agency": "STC"}, "not-in-agency"),
        (HEAD, {"agency": "STC"}, "not-in-agency"),
        (LAN, {}, "role-missing"),
        (principal("x", Role.OPERATOR), {}, "role-missing"),
        (principal("x", Role.IMPORTER), {}, "role-missing"),
        (AUDITOR, {"opened_from": "2026-02-01", "opened_to": "2026-01-01"}, "period-backwards"),
    ):
        answer = await example.get("cases", "/process-log/cases.xes", as_=who, params=asked)
        assert answer.json()["code"] == code


async def test_nobody_is_named_unless_it_is_asked_for_and_that_is_logged(office: Office) -> None:
    await office.open(external_reference="A-1")
    await office.work("tiep-nhan")
    for form in ("xes", "ocel", "csv"):
        hidden = await exported(office.world, form, BINH)
        assert not any(word in hidden for word in ("snv.lan", "snv.binh", "A-1", "Bổ nhiệm Phó"))
        assert "snv.lan" in await exported(office.world, form, BINH, names="true")
    assert "A-1" in await exported(office.world, "xes", BINH, names="true", agency="SNV")
    latest, *_ = accesses = await looked(office.world)
    assert (latest["who"], latest["what"], latest["agency"]) == ("snv.binh", "export", "SNV")
    assert latest["asked"] == "xes?names=true&agency=SNV"
    assert len(accesses) == 7


async def test_what_was_opened_on_other_days_or_by_other_procedures_stays_out(office: Office) -> None:
    number = await office.open()
    day = office.opened_at.date().isoformat()
    rows: list[Any] = []
    for asked in (
        {"opened_from": day},
        {"opened_to": "2020-01-01"},
        {"procedure": "X"},
        {"procedure": "SNV-07"},
    ):
        rows.append(numbers(await exported(office.world, "xes", BINH, **asked)))
    assert rows == [[number], [], [], [number]]


async def test_a_row_of_the_table_is_a_completed_visit(office: Office) -> None:
    number = await office.open(subject="=HYPERLINK()")
    await office.work("tiep-nhan")
    (row,) = csv.DictReader(io.StringIO(await exported(office.world, "csv", BINH)))
    assert (row["case_id"], row["activity"], row["group"]) == (number, "Bước tiep-nhan", "VP")
    assert row["opened_at"] < row["received_at"] < row["timestamp"]


async def test_who_is_not_signed_in_is_told_so(office: Office) -> None:
    assert refusal(await office.world.get("cases", "/process-log/cases.xes"))[0] == 401
