"""A store is put back from a backup under its followers: noticed before the first command, and mended."""

import shutil
import sqlite3
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest
import pytest_asyncio

from shared.contracts.topics import Service
from shared.errors import Language
from shared.eventstore.backup import copy_file
from shared.eventstore.continuity import Continuity
from shared.eventstore.errors import RUNBOOK
from shared.runtime.findings import Findings
from shared.settings import Settings, load_settings
from tests.faults.invariants import Violated
from tests.faults.plants import Plant, plants
from tests.hosting import ADDRESS, World, hosted
from tests.integration.services.cases.driving import BINH, Office, establish
from tthc.commands.terminal import Terminal
from tthc.commands.verify import show_findings
from tthc.operations.access import Operator
from tthc.operations.doctor_services import examine_service
from tthc.operations.epochs import new_epoch
from tthc.operations.finding import Verdict
from tthc.operations.opening import opened
from tthc.operations.verify import verify

SERVICES = ("catalog", "cases", "sla", "notify")


@plants(33, "followers believed")
def followers_believed(patch: pytest.MonkeyPatch) -> None:
    """What a follower knows and the store doesn't is taken for nothing new."""
    patch.setattr(Continuity, "set_back", lambda *_args, **_values: None)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An agency with a procedure in force, and a case of before the backup."""
    folder = tmp_path_factory.mktemp("founded")
    async with hosted(folder, *SERVICES) as world:
        await establish(world)
        await world.settle()
        await Office(world).open(subject="kept")
        await world.settle()
    return folder


class Restored:
    """A data folder whose stores were put back to before three cases."""

    def __init__(self, folder: Path, lost: list[str]) -> None:
        self.folder = folder
        self.lost = lost

    @asynccontextmanager
    async def running(self) -> AsyncIterator[World]:
        """The services on it."""
        async with hosted(self.folder, *SERVICES) as world:
            yield world


async def restored(founded: Path, folder: Path, *stores: str) -> Restored:
    """These stores as they were; everything else as it came to be since."""
    shutil.copytree(founded, folder)
    for store in stores:
        copy_file(folder / f"{store}.events.sqlite", folder.parent / f"{store}.copy")
    async with hosted(folder, *SERVICES) as world:
        office = Office(world)
        lost = [await office.open(subject=f"lost {count}") for count in range(3)]
        await world.settle()
    put_back(folder, stores)
    return Restored(folder, lost)


def put_back(folder: Path, stores: Sequence[str]) -> None:
    """The copies in place of the stores."""
    for store in stores:
        for beside in folder.glob(f"{store}.events.sqlite*"):
            beside.unlink()
        shutil.copy(folder.parent / f"{store}.copy", folder / f"{store}.events.sqlite")


async def check_mended(was: Restored, *services: Service) -> None:
    """After new epochs all serves again, no number is given twice, and what is left is named."""
    settings = load_settings(data_dir=was.folder, address=ADDRESS)
    async with Operator(settings) as operator:
        paper = [f"{was.lost[-1][:-4]}0007"]
        begun = [await new_epoch(settings, operator, one, force=True, given_out=paper) for one in services]
    voided = {number for one in begun for number in one.voided}
    async with was.running() as world:
        office = Office(world)
        await world.settle()
        ready = {name: (await world.get(name, "/readyz")).json() for name in SERVICES}
        if not all(one["ready"] for one in ready.values()):
            raise Violated(f"not ready after a new epoch: {ready}")
        given = {await office.open(subject=f"new {count}"): f"new {count}" for count in range(4)}
        if given.keys() & set(was.lost) or voided != {*was.lost, *paper}:
            raise Violated(f"numbers given twice: lost {was.lost}, void {voided}, given {list(given)}")
        await world.settle()
        cases = (await world.get("cases", "/cases", as_=BINH, params={"limit": 50})).json()["cases"]
        shown = {one["case_number"]: one["subject"] for one in cases}
        if {number: shown.get(number) for number in given} != given or len(shown) != 1 + len(given):
            raise Violated(f"the read model shows {shown}, not the kept case and {given}")
        for number in given:
            if (await world.get("sla", f"/clocks/{number}", as_=BINH)).status_code != 200:
                raise Violated(f"{number} has no clock")
    findings = await check(settings)
    if findings.count:
        raise Violated("; ".join(map(str, findings.disagreements)))


async def check(settings: Settings) -> Findings:
    """What `tthc verify` finds."""
    async with opened(settings) as services:
        return await verify(services, settings, within=0)


async def check_refused(was: Restored) -> None:
    """The service isn't ready, says why, and takes no command."""
    async with was.running() as world:
        ready = await world.get("cases", "/readyz")
        if ready.status_code != 503 or "store-set-back" not in ready.json()["failed"].values():
            raise Violated(f"a store that was set back is ready: {ready.json()}")
        apps = {name: world.app(name) for name in SERVICES}
        async with Operator(world.settings, apps) as operator:
            told = await examine_service(operator, "cases", expected=True)
        if told.verdict is not Verdict.FAILURE or "store-set-back" not in told.text.told(Language.EN):
            raise Violated(f"doctor says {told}")
        rebuilding = await world.post("cases", "/operations/views/cases/rebuild", as_="operator")
        if rebuilding.status_code != 503:
            raise Violated("what the read models alone still know is thrown away")
        answer = await Office(world).ask_to_open("importer", imported=True)
        if answer.status_code != 503 or answer.json()["code"] != "store-set-back":
            raise Violated(f"a command is taken on a store that was set back: {answer.json()}")


async def test_a_store_put_back_alone_takes_no_command(
    founded: Path, tmp_path: Path, plan: Callable[[str], None]
) -> None:
    plan("cases' store alone put back by three cases")
    was = await restored(founded, tmp_path / "var", "cases")
    await check_refused(was)


async def test_stores_put_back_with_their_read_models_left_take_no_command(
    founded: Path, tmp_path: Path, plan: Callable[[str], None]
) -> None:
    plan("all stores put back by three cases, the read models left")
    was = await restored(founded, tmp_path / "var", *SERVICES)
    await check_refused(was)


async def test_a_new_epoch_mends_a_store_put_back_alone(
    founded: Path, tmp_path: Path, plan: Callable[[str], None]
) -> None:
    plan("cases' store alone put back, then a new epoch")
    was = await restored(founded, tmp_path / "var", "cases")
    await check_mended(was, Service.CASES)


async def test_a_new_epoch_mends_stores_put_back_together(
    founded: Path, tmp_path: Path, plan: Callable[[str], None]
) -> None:
    plan("all stores put back, then a new epoch of the one that gave numbers")
    was = await restored(founded, tmp_path / "var", *SERVICES)
    await check_mended(was, Service.CASES)


async def test_verify_says_so_in_both_languages(
    founded: Path, tmp_path: Path, plan: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    plan("cases' store alone put back, then verify")
    was = await restored(founded, tmp_path / "var", "cases")
    findings = await check(load_settings(data_dir=was.folder, address=ADDRESS))
    assert {one.service for one in findings.stores_set_back} == {"cases"}
    for language, sentence in (
        (Language.EN, "This store was set back: cases"),
        (Language.VI, "Kho của cases đã bị đặt lùi về một bản sao cũ"),
    ):
        show_findings(Terminal(json=False, language=language), findings)
        told = capsys.readouterr().out
        assert sentence in told
        assert RUNBOOK in told


async def test_positions_of_before_identities_were_kept_are_adopted(
    founded: Path, tmp_path: Path, plan: Callable[[str], None]
) -> None:
    plan("a data folder of an earlier version")
    shutil.copytree(founded, tmp_path / "var")
    forget_identities(tmp_path / "var")
    async with hosted(tmp_path / "var", *SERVICES) as world:
        for name in SERVICES:
            assert (await world.get(name, "/readyz")).json()["failed"] == {}
        sla = world.application("sla").store
        followed = [one for one in sla.positions() if "/cases/" in one.reader]
        assert (
            [one.identity for one in followed]
            == [world.application("cases").store.identity_at(one.sequence) for one in followed]
            != []
        )


def forget_identities(folder: Path) -> None:
    """As an earlier version has left it."""
    for store in folder.glob("*.events.sqlite"):
        with closing(sqlite3.connect(store)) as connection, connection:
            connection.execute("DROP TABLE tracked_identity")
    for documents in folder.glob("*.documents.sqlite"):
        with closing(sqlite3.connect(documents)) as connection, connection:
            connection.execute(
                "UPDATE \"_read_models\" SET body = json_remove(body, '$.identity', '$.epoch')"
            )


async def test_a_planted_bug_is_seen(
    founded: Path, tmp_path: Path, plant: Plant, plan: Callable[[str], None]
) -> None:
    plan(plant.name)
    was = await restored(founded, tmp_path / "var", "cases")
    with plant.seen():
        await check_refused(was)
