"""Wall clocks days and hours off while services run: no false alarm stays, and no case is locked."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from dev.local import KafkaServer, PostgresServer
from shared.client.connection import at_urls
from shared.client.tokens import AUDITOR, IMPORTER, IssuedTokens
from shared.errors import Language
from shared.settings import Settings, load_settings
from shared.vietnam_time import VIETNAM
from tests.faults.invariants import Row, Violated, stored_events
from tests.faults.permits import check_findings, first_cases, plan_of
from tests.faults.plants import Plant, plants
from tests.faults.wrong_time import WrongTime
from tests.faults.wrong_time.planting import BELIEVED, KEPT
from tests.integration.operations.command import free_ports
from tests.servers import SERVICES, fresh_name, quick_kafka
from tthc.mining.log.driving import drive
from tthc.operations.access import Operator
from tthc.operations.clocks import accept
from tthc.operations.deployment import Deployment
from tthc.operations.orders import services_named

SOON = 20.0  #: seconds within which the services must have noticed
AHEAD_FOR = 6.0  #: seconds that the sla service's clock is ahead: several rounds of its sweeper

pytestmark = pytest.mark.timeout(240)


@plants(19, BELIEVED)
def believed(patch: pytest.MonkeyPatch) -> None:
    """Nothing looks at the time since boot."""
    patch.setattr(Scenario, "planted", BELIEVED)


@plants(19, KEPT)
def kept(patch: pytest.MonkeyPatch) -> None:
    """The sweeper takes nothing back."""
    patch.setattr(Scenario, "planted", KEPT)


@dataclass(slots=True)
class World:
    """The servers of one scenario, and the settings of a deployment on them."""

    folder: Path
    kafka: KafkaServer
    postgres: PostgresServer
    prefix: str

    def settings(self) -> Settings:
        return load_settings(
            data_dir=self.folder / "var",
            kafka_bootstrap_servers=self.kafka.bootstrap_servers,
            postgres_url=self.postgres.url(self.prefix),
            consumer_session_seconds=6,
            **free_ports(),
        )

    def told_by_sla(self, case: str) -> list[Row]:
        rows = stored_events(self.postgres.url(f"{self.prefix}_sla"), "sla")
        return [row for row in rows if row.stream == f"clock-{case}"]


@pytest.fixture
def world(tmp_path: Path, own_data: Path, postgres: PostgresServer) -> Iterator[World]:
    """Kafka of the test's own: the names of topics are fixed."""
    kafka = quick_kafka(own_data / "kafka")
    kafka.start()
    world = World(tmp_path, kafka, postgres, fresh_name("clocks"))
    for service in SERVICES:
        postgres.create_database(f"{world.prefix}_{service}")
    yield world
    kafka.kill()
    for service in SERVICES:
        postgres.drop_database(f"{world.prefix}_{service}")


class Scenario:
    """A case that is due tomorrow, while the clocks of sla and of cases are set."""

    planted = ""

    def __init__(self, world: World) -> None:
        self._world = world
        self._sla, self._cases = WrongTime(world.folder / "sla"), WrongTime(world.folder / "cases")
        self._plan = plan_of(first_cases(world.folder, 2))

    async def run(self) -> None:
        async with self._deployed() as deployment:
            case = await self._opened()
            await self._until_clock(case)
            await self._sla_is_ahead(case)
            for offset in ("+1d", "-1h"):
                await self._cases_is_off(case, offset)
            await self._sla_starts_ahead(deployment, case)
            await deployment.settled(60)
            check_findings(await deployment.verify())

    @asynccontextmanager
    async def _deployed(self) -> AsyncIterator[Deployment]:
        """The services, with a procedure and two cases of the past."""
        environments = {
            "sla": self._sla.environment(self.planted),
            "cases": self._cases.environment(self.planted),
        }
        async with Deployment(self._world.settings(), environments=environments) as deployment:
            self._tokens = IssuedTokens(deployment.settings)
            async with httpx.AsyncClient() as self._http:
                self._urls = deployment.urls
                async with at_urls(deployment.settings, Language.EN) as services:
                    await drive(services, self._plan)
                yield deployment

    async def _opened(self) -> str:
        answer = await self._open()
        if answer.status_code != 201:
            raise Violated(f"no case can be opened: {answer.text}")
        return str(answer.json()["case_number"])

    async def _open(self) -> httpx.Response:
        due_at = (datetime.now(UTC) + timedelta(days=1)).isoformat()
        procedure = self._plan.procedure.code
        case = {"agency": self._plan.options.agency, "procedure": procedure, "subject": "x", "due_at": due_at}
        return await self._ask("POST", "cases", "/cases", IMPORTER, json=case)

    async def _ask(self, method: str, service: str, path: str, client: str, **more: Any) -> httpx.Response:
        headers = {"Authorization": f"Bearer {await self._tokens.token(client)}"}
        return await self._http.request(method, self._urls[service] + path, headers=headers, **more)

    async def _until_clock(self, case: str) -> None:
        async def known() -> bool:
            return (await self._ask("GET", "sla", f"/clocks/{case}", AUDITOR)).is_success

        await within(SOON, known, f"I3: no clock of {case}")

    async def _until_ready(self, service: str, *, ready: bool) -> None:
        async def is_so() -> bool:
            answer = (await self._http.get(f"{self._urls[service]}/readyz")).json()
            return answer["ready"] if ready else "clock" in answer["failed"]

        await within(SOON, is_so, f"{service} is not {'ready again' if ready else 'unready for its clock'}")

    async def _sla_is_ahead(self, case: str) -> None:
        """Two days, for some rounds of the sweeper: the case isn't due, and nobody is told that it is."""
        self._sla.set("+2d")
        await asyncio.sleep(AHEAD_FOR)  # the length of the fault
        self._check_overdues(case, 0)
        await self._until_ready("sla", ready=False)
        self._sla.set("+0")
        await self._until_ready("sla", ready=True)
        self._check_overdues(case, 0)

    def _check_overdues(self, case: str, most: int) -> None:
        """I6: so many overdues were told of the case as a whole, and none of a step twice."""
        told = Counter((row.topic, row.event.get("step")) for row in self._world.told_by_sla(case))
        for (topic, step), times in told.items():
            if topic in ("StepOverdue", "CaseOverdue") and times > most:
                raise Violated(f"I6: {topic} of {step or case} was told {times} times, not {most}")

    async def _cases_is_off(self, case: str, offset: str) -> None:
        """Nothing is recorded under a false time; when it is right again, the case goes on."""
        self._cases.set(offset)
        refused = await self._open()
        if refused.status_code != 503 or refused.json()["code"] != "clock-jumped":
            raise Violated(f"a case was opened {offset} from now: {refused.status_code} {refused.text}")
        self._cases.set("+0")
        number = await self._opened()
        today = datetime.now(VIETNAM)
        if f"-{today:%y%m%d}-" not in number:
            raise Violated(f"a case of {today.date()} has the number {number}")
        order = {"command": "CancelCase", "reason": offset}
        answer = await self._ask("POST", "cases", f"/cases/{number}/commands", IMPORTER, json=order)
        if not answer.is_success:
            raise Violated(f"{number} takes no command after {case}: {answer.text}")

    async def _sla_starts_ahead(self, deployment: Deployment, case: str) -> None:
        """A process that begins two days ahead can't know it: what it told is taken back, each once."""
        self._sla.set("+2d")
        await deployment.restart("sla")
        await within(SOON, lambda: self._told(case, "CaseOverdue"), "the fault did not fire: nothing told")
        self._sla.set("+0")
        if not self.planted:
            await self._until_ready("sla", ready=False)
        async with Operator(deployment.settings) as operator:
            (done,) = await accept(operator, services_named(["sla"]))
        if done.failed:
            raise Violated(f"the time can't be accepted: {done.outcome}")
        await self._until_ready("sla", ready=True)
        await within(SOON, lambda: self._nothing_late(case), f"{case} is due tomorrow and overdue")
        self._check_overdues(case, 1)

    async def _told(self, case: str, topic: str) -> bool:
        return any(row.topic == topic for row in self._world.told_by_sla(case))

    async def _nothing_late(self, case: str) -> bool:
        """By the store: as many taken back as were told; and by what people see."""
        rows = self._world.told_by_sla(case)
        told = [row.event.get("step") for row in rows if row.topic in ("StepOverdue", "CaseOverdue")]
        back = [row.event["step"] for row in rows if row.topic == "OverdueWithdrawn"]
        shown = (await self._ask("GET", "sla", f"/clocks/{case}", AUDITOR)).json()
        late = [one["overdue"] for one in (shown, *shown["steps"])]
        return Counter(told) == Counter(back) and not any(late)


async def within(seconds: float, true: Callable[[], Any], otherwise: str) -> None:
    """Return when it is true; `Violated` if that never comes."""
    give_up = time.monotonic() + seconds
    while not await true():
        if time.monotonic() > give_up:
            raise Violated(otherwise)
        await asyncio.sleep(0.1)


@pytest.mark.soak
async def test_no_false_alarm_stays_and_no_case_is_locked(world: World, plan: Callable[[str], None]) -> None:
    plan("sla +2 d for 6 s; cases +1 d, -1 h; sla started 2 d ahead, set right, accepted")
    await Scenario(world).run()


async def test_a_planted_bug_is_seen(world: World, plant: Plant) -> None:
    with plant.seen():
        await Scenario(world).run()
