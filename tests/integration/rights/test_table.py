"""Every route, and what each kind of reader is told there: as the table says, which is written by hand.

A route without a row fails, and a row without a route. Where somebody may not know of a thing, the refusal is
the same, body by body, as where there is none.
"""

import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.hosting import hosted
from tests.integration.rights.asking import FOREIGN, READERS, SERVICES, UNKNOWN, Agency, Way, body_of, ways
from tests.integration.services.cases.driving import Office

TABLE = Path(__file__).with_name("table.txt")
#: It answers for each case by itself.
MANY = "/cases/many"
Rows = dict[str, list[str]]


def written() -> Rows:
    """The table: each route's verdicts, in the order of the readers."""
    lines = [line for line in TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    assert lines[0].split() == list(READERS)
    rows = [line.split() for line in lines[1:]]
    return {" ".join(row[:3]): row[3:] for row in rows}


@pytest.fixture
async def agency(tmp_path: Path) -> AsyncIterator[Agency]:
    async with hosted(tmp_path / "var", *SERVICES) as world:
        agency = Agency(Office(world))
        await agency.fill()
        yield agency


def foreign(name: str, way: Way) -> bool:
    """Whether the reader may not know what there is; who brings cases in knows of them, and reads none."""
    shows_none = ("reviewer", "operator", *(("importer",) if way.method == "GET" else ()))
    return name in FOREIGN or (name in shows_none and way.service in ("cases", "sla"))


async def faults(agency: Agency, way: Way, row: list[str]) -> list[str]:
    """Where the route doesn't do what its row says."""
    found = []
    for (name, who), wanted in zip(READERS.items(), row, strict=True):
        if way.method == "POST" and "{case_number}" in way.path:
            await agency.office.open()  # another may have ended it
        whole = way.method != "GET" and name in FOREIGN
        answer = await agency.ask(way, who, whole=whole)
        verdict = await agency.verdict(way, who, answer)
        if verdict != wanted:
            found.append(f"{way}: {name} is told {verdict}, not {wanted}: {answer.text[:200]}")
        if (verdict in "nfr" or way.path == MANY) and foreign(name, way):
            missing = body_of(await agency.ask(way, who, unknown=True, whole=whole), UNKNOWN)
            if (there := body_of(answer, agency.known())) != missing:
                found.append(f"{way}: {name} tells {there} from {missing}")
    return found


async def test_every_route_does_what_the_table_says(agency: Agency) -> None:
    rows, routes = written(), list(ways(agency.world))
    assert sorted(map(str, routes)) == sorted(rows)
    found = []
    for way in sorted(routes, key=lambda one: (one.method != "GET", str(one))):
        found += await faults(agency, way, rows[str(way)])
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("plant", "rule", "route"),
    [
        ("services.cases.api.queries", "readable_agencies", "GET /cases"),
        ("services.sla.api.clocks", "readable_agencies", "GET /clocks"),
        ("services.cases.api.commands", "commanded_agencies", "POST /cases/{case_number}/SuspendCase"),
    ],
)
async def test_a_filter_that_is_dropped_is_seen(
    agency: Agency, plant: str, rule: str, route: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules[plant], rule, lambda *_: None)
    rows = written()
    watched = [way for way in ways(agency.world) if route in str(way)]
    assert watched
    assert [fault for way in watched for fault in await faults(agency, way, rows[str(way)])] != []
