"""No domain asks for the time, makes ids or lets chance decide; nor does what a view is built anew by."""

import configparser
from pathlib import Path

import pytest

from tests.unit.house.impurity import impurities
from tests.unit.house.repository import ROOT, ending


def files_of(module: str) -> list[Path]:
    """A module's file, or all of a package's."""
    path = ROOT / module.replace(".", "/")
    return [one for one in ending(".py") if one == path.with_suffix(".py") or path in one.parents]


def pure_modules() -> set[str]:
    """Those that the import contracts call pure, and those whose result must be the same when done again."""
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter", "utf-8")
    pure = contracts["importlinter:contract:domains-are-pure"]["source_modules"].split()
    services = {name.removesuffix(".domain") for name in pure if name.endswith(".domain")}
    exceptions = {f"{service}.published" for service in services if files_of(f"{service}.published")}
    views = {f"{service}.views" for service in services}
    return {*pure, "shared.delegation", *views, *exceptions}


@pytest.mark.parametrize("module", sorted(pure_modules()))
def test_the_same_again_leads_to_the_same(module: str) -> None:
    files = files_of(module)
    assert files
    found = {str(path.relative_to(ROOT)): impurities(path.read_text("utf-8")) for path in files}
    assert {path: places for path, places in found.items() if places} == {}


def test_every_service_s_domain_is_looked_at() -> None:
    domains = {f"services.{path.parent.name}.domain" for path in (ROOT / "services").glob("*/domain")}
    assert domains
    assert domains <= pure_modules()


@pytest.mark.parametrize(
    ("planted", "what"),
    [
        ("from datetime import UTC, datetime\nat = datetime.now(UTC)", "datetime.datetime.now"),
        ("import datetime as dt\nat = dt.datetime.utcnow()", "datetime.datetime.utcnow"),
        ("from datetime import date as Day\nday = Day.today()", "datetime.date.today"),
        ("import datetime\nat = field(default_factory=datetime.datetime.now)", "datetime.datetime.now"),
        ("import time\n", "time"),
        ("from time import monotonic\n", "time.monotonic"),
        ("def late():\n    import time as clock\n    return clock.time()", "time"),
        ("from uuid import uuid4 as new_id\n", "uuid.uuid4"),
        ("import uuid\nnumber = uuid.uuid4()", "uuid.uuid4"),
        ("from random import choice\n", "random.choice"),
        ("import random\n", "random"),
        ("import secrets\n", "secrets"),
        ("import os\nkey = os.urandom(8)", "os.urandom"),
        ("import os\nwho = os.environ['USER']", "os.environ"),
        ("at = self._clock.now()", "….now"),
        ("day = type(day).today()", "….today"),
        ("mark = hash(name)", "hash"),
        ("text = open('limits').read()", "open"),
    ],
)
def test_a_clock_an_id_and_chance_are_seen(planted: str, what: str) -> None:
    assert any(found.endswith(f": {what}") for found in impurities(planted))


@pytest.mark.parametrize(
    "pure",
    [
        "from datetime import datetime, time, timedelta\nbegins = datetime.combine(day, time.min)",
        "late = command.now > state.due_at or self.today < first_day",
        "from uuid import NAMESPACE_URL, uuid5\nnumber = uuid5(NAMESPACE_URL, key)",
        "import os\nfolder = os.sep",
        "time = step.time\nrest = time.amount",
        "found = self.open(), state.random, steps.hash",
    ],
)
def test_what_is_the_same_each_time_is_left_alone(pure: str) -> None:
    assert impurities(pure) == []
