"""Reported requests, each asked of the service that it is for; one deployment for all."""

import json
import re
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
import pytest_asyncio

from tests.hosting import World
from tests.integration.importlog.importing import SERVICES
from tests.integration.reported.feeding import fed, text_of
from tests.integration.services.test_catalog import EDITIONS, found, issue, ok, procedure, put_in
from tools.contracts.scenario.stage import staged

pytestmark = pytest.mark.asyncio(loop_scope="module")

NOW = "2026-11-29 19:00"
PEOPLE = ("giam-doc", "operator", "importer", "bien-tap", "tham-dinh", "cong-chuc")
#: What the questions for the search have in their usual spelling.
WORDS = "Đăng ký hoạt động tại Đắk Lắk: nêu lý do, xử lý theo quy định"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def world(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    """Home Affairs, with a catalogue that has the words."""
    async with staged(tmp_path_factory.mktemp("reported"), NOW) as stage:
        await found(stage.world)
        division = {"division": "CCVC", "name": "Phòng Công chức, viên chức"}
        await ok(await stage.world.post("catalog", "/agencies/SNV/divisions", json=division, as_="giam-doc"))
        await ok(await stage.world.post("catalog", EDITIONS, json={}, as_="bien-tap"))
        await put_in(stage.world, 1, procedure("SNV-01", WORDS))
        await put_in(stage.world, 1, procedure("SNV-02"))
        await issue(stage.world, 1)
        await stage.settle()
        yield stage.world


@fed("case-due-9999-12-31.json", "case-due-year-9998.json")
async def test_a_case_without_an_end_is_refused(world: World, file: Path) -> None:
    body = json.loads(text_of(file))
    answer = await world.post("cases", "/cases", json=body, as_="cong-chuc")
    assert (answer.status_code, answer.json()["code"]) == (422, "input-invalid"), answer.text
    assert answer.json()["errors"][0]["pointer"] == "/due_at"
    await world.settle()
    assert (await ok(await world.get("cases", "/cases", as_="auditor")))["cases"] == []
    assert [await world.dead_letters(name) for name in SERVICES] == [[], [], [], []]


@fed("extend-to-before-the-limit.json")
async def test_an_extension_takes_no_time_away(world: World, file: Path) -> None:
    reported = json.loads(text_of(file))
    status, code = re.match(r"(\d+) ([\w-]+):", reported["right"]).groups()  # type: ignore[union-attr]
    sequel = {name: reported[name] for name in ("agency", "opening", "orders")}
    sequel["opening"] |= {"acting_for": "van-thu"}
    sequel["orders"] = [{**one, "acting_for": "giam-doc"} for one in sequel["orders"]]
    body = {"sequels": [{"key": file.name, **sequel}]}
    (told,) = await ok(await world.post("cases", "/cases/bulk", json=body, as_="importer"))
    assert (str(told["problem"]["status"]), told["problem"]["code"]) == (status, code), told


async def calendar_answer(world: World, address: str) -> tuple[int, Any, float]:
    """The status, the answer, and the seconds that it took."""
    began = time.monotonic()
    answer = await world.get("sla", address, as_="operator")
    return answer.status_code, answer.json(), time.monotonic() - began


def is_right(right: str, status: int, told: Any, seconds: float) -> bool:
    """Whether an answer is one of those that a line calls right. ValueError: the line can't be read."""
    for one in re.split(r"[,;] or ", right):
        if refused := re.fullmatch(r"(\d{3})(?: ([\w-]+))?", one):
            agrees = status == int(refused[1]) and refused[2] in (None, told.get("code"))
        elif re.match(r"422 that says up to which day", one):
            agrees = status == 422 and bool(re.search(r"\d{2}/\d{2}/\d{4}", told["detail"]))
        elif one == "an answer within a second":
            agrees = status == 200 and seconds < 1
        elif day := re.match(r"not (\d{4}-\d{2}-\d{2}),", one):
            agrees = status == 200 and told["last_day"] != day[1]
        else:
            raise ValueError(one)
        if agrees:
            return True
    return False


@fed("calendar-questions.txt")
async def test_questions_at_the_ends_of_the_calendar_are_answered_rightly(world: World, file: Path) -> None:
    lines = [line for line in text_of(file).splitlines() if not line.startswith("#")]
    assert len(lines) == 7
    for line in lines:
        address, right = line.split("\t")
        answered = await calendar_answer(world, address)
        assert is_right(right, *answered), (line, answered)


@pytest.mark.parametrize(
    ("right", "status", "told", "agrees"),
    [
        ("422", 500, {}, False),
        ("422 limit-unreadable", 422, {"code": "input-invalid"}, False),
        ("422, or an answer within a second", 200, {}, True),
        ("not 2029-02-13, the first day of Tết; or 422", 200, {"last_day": "2029-02-13"}, False),
        ("not 2029-02-13, the first day of Tết; or 422", 200, {"last_day": "2029-02-19"}, True),
    ],
)
async def test_what_a_line_does_not_call_right_is_seen(
    right: str, status: int, told: Any, agrees: bool
) -> None:
    assert is_right(right, status, told, 0.1) is agrees


def versions(text: str) -> list[bytes]:
    """The headers' bytes, as the file writes them."""
    lines = [line.removeprefix("hex:") for line in text.splitlines() if line.startswith("hex:")]
    return [b"".join(map(_bytes, line.split(" and "))) for line in lines]


def _bytes(part: str) -> bytes:
    count, _, repeated = part.rpartition(" times ")
    return bytes.fromhex(repeated) * int(count.replace(",", "") or 1)


@fed("if-match.txt")
async def test_what_is_no_version_is_refused_by_every_command(world: World, file: Path) -> None:
    odd, asked = versions(text_of(file)), 0
    assert [len(one) for one in odd] == [3, 5_002]
    for service in SERVICES:
        for method, path in _conditional(world.document(service)):
            for version in odd:
                answer = await _answer_to_who_may(world, service, method, path, version)
                told = (method, path, answer.status_code, answer.json().get("code"))
                assert told[2:] == (400, "if-match-unreadable"), told
                asked += 1
    assert asked > 40


def _conditional(document: dict[str, Any]) -> list[tuple[str, str]]:
    """The operations that take the header, with an address."""
    return [
        (method.upper(), re.sub(r"\{\w+\}", "SNV", path.replace("{edition}", "1")))
        for path, methods in document["paths"].items()
        for method, told in methods.items()
        if "If-Match" in str(told.get("parameters"))
    ]


async def _answer_to_who_may(
    world: World, service: str, method: str, path: str, version: bytes
) -> httpx.Response:
    """The answer to the first who isn't refused for want of a right."""
    headers: Any = {"If-Match": version}
    for person in PEOPLE:
        answer = await world.request(method, service, path, as_=person, headers=headers, json={})
        if answer.status_code != 403:
            break
    return answer


@fed("search-questions.json")
async def test_words_in_their_other_spelling_find_the_same(world: World, file: Path) -> None:
    for question in json.loads(text_of(file)):
        total = await _found(world, question["q"])
        if "same_as" in question:
            assert total == await _found(world, question["same_as"]) > 0, question
        else:
            assert total == question["finds"], question


async def _found(world: World, words: str) -> int:
    answer = await ok(await world.get("catalog", f"/catalogue/search?q={quote(words)}"))
    return len(answer["procedures"])
