"""Services die by SIGKILL in the middle of an import and start again: nothing is lost, nothing twice."""

import asyncio
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from dev.local import KafkaServer, MongoServer, PostgresServer, running_together
from shared.contracts.topics import Service
from shared.errors import Language
from shared.settings import Settings, load_settings
from tests.faults.invariants import Violated, stored_events
from tests.faults.kill_points.planting import RECORDED_FIRST
from tests.faults.kill_points.points import KillPoint, Point, environment_of_points
from tests.faults.killing import CountedServices, Killer, drawn, is_gone
from tests.faults.permits import (
    Figures,
    check_findings,
    check_same,
    check_store,
    first_cases,
    plan_of,
    undisturbed,
)
from tests.faults.plants import Plant, plants
from tests.integration.operations.command import free_ports
from tests.servers import SERVICES, fresh_name, quick_kafka
from tthc.mining.log import driving_cases
from tthc.mining.log.driving import drive
from tthc.mining.log.driving_plan import ImportPlan
from tthc.operations.deployment import Deployment
from tthc.summary import summarise

#: So few that the import has many instants; the commands before them set up the procedure.
CASES_IN_REQUEST = 5
SETTING_UP = range(2, 8)
IN_TIME = 200.0  #: seconds that the whole import may take with all its kills

#: Each service that was killed waits so long, in seconds, for its own dead member of the consumer group.
SESSION = 6

pytestmark = pytest.mark.timeout(420)


@plants(1, RECORDED_FIRST)
def recorded_first(patch: pytest.MonkeyPatch) -> None:
    """What was on its way when the relay died is never sent again."""
    patch.setattr(Scenario, "planted", RECORDED_FIRST)
    patch.setattr(Scenario, "cases_dies", Point.PUBLISHING)


@plants(1, "importer makes new keys on each try")
def new_keys(patch: pytest.MonkeyPatch) -> None:
    """What was done though nobody answered is done a second time."""
    ask = CountedServices._once

    async def ask_anew(services: CountedServices, *args: Any, **request: Any) -> Any:
        sequels = (request.get("json") or {}).get("sequels")
        if sequels:
            anew = uuid4().hex
            request["headers"] = {"Idempotency-Key": f"key-{anew}"}
            request["json"] = {"sequels": [{**one, "key": f"{one['key']}-{anew[:8]}"} for one in sequels]}
        return await ask(services, *args, **request)

    patch.setattr(CountedServices, "_once", ask_anew)


@dataclass(slots=True)
class World:
    """The servers of one scenario, and the settings of a deployment on them."""

    folder: Path
    kafka: KafkaServer
    postgres: PostgresServer
    mongo: MongoServer
    prefix: str = field(default_factory=lambda: fresh_name("killed"))

    def settings(self) -> Settings:
        """With ports that are free at this moment."""
        return load_settings(
            data_dir=self.folder / "var",
            kafka_bootstrap_servers=self.kafka.bootstrap_servers,
            postgres_url=self.postgres.url(self.prefix),
            mongo_url=self.mongo.url,
            consumer_session_seconds=SESSION,
            **free_ports(),
        )

    def store(self, service: str) -> str:
        return self.postgres.url(f"{self.prefix}_{service}")


@pytest.fixture
def world(tmp_path: Path, own_data: Path, postgres: PostgresServer) -> Iterator[World]:
    """Kafka and the documents' server of the test's own: the names of topics and databases are fixed."""
    kafka, mongo = quick_kafka(own_data / "kafka"), MongoServer(own_data / "mongo")
    with running_together(kafka, mongo):
        world = World(tmp_path, kafka, postgres, mongo)
        for service in SERVICES:
            postgres.create_database(f"{world.prefix}_{service}")
        yield world
        for service in SERVICES:
            postgres.drop_database(f"{world.prefix}_{service}")


#: At which time a point is lethal. There are many saves, but few chunks: a busy relay lets them gather.
_TIMES = {
    Point.SAVED: range(2, 7),
    Point.SAVING: range(1, 5),
    Point.PUBLISHING: range(1, 4),
    Point.PUBLISHED: range(1, 4),
}


class Scenario:
    """An import while services die: from outside, and each once at a point of its own choosing."""

    planted = ""
    cases_dies = Point.SAVED

    def __init__(self, world: World, chance: random.Random, cases: int, *, kills: bool = True) -> None:
        self._world = world
        self.plan: ImportPlan = plan_of(first_cases(world.folder, cases))
        bulks = cases // CASES_IN_REQUEST
        early, late = range(9, 8 + bulks // 2), range(8 + bulks // 2, 8 + bulks)
        within = {
            Service.CATALOG: [SETTING_UP],
            Service.CASES: [late],
            Service.SLA: [late],
            Service.NOTIFY: [early],
        }
        self.kills = drawn(chance, within) if kills else []
        sla_dies = chance.choice([Point.SAVING, Point.PUBLISHED])
        self.points = [
            self._point("cases", self.cases_dies, chance.choice(_TIMES[self.cases_dies]), "case-"),
            self._point("sla", sla_dies, chance.choice(_TIMES[sla_dies]), "clock-"),
        ]

    async def run(self) -> None:
        expected = await undisturbed(self.plan, self._world.folder / "undisturbed")
        environments = {point.service: environment_of_points([point], self.planted) for point in self.points}
        async with Deployment(self._world.settings(), environments=environments) as deployment:
            killer = Killer(deployment, self.kills)
            figures = await self._imported(deployment, killer)
            await killer.check()
            self._check_points()
            check_same(figures, expected)
            check_store(stored_events(self._world.store("cases"), "cases"), self.plan)
            await deployment.settled(60)
            check_findings(await deployment.verify())

    async def _imported(self, deployment: Deployment, killer: Killer) -> Figures:
        try:
            async with asyncio.timeout(IN_TIME), CountedServices(deployment.settings, killer) as services:
                return (await summarise(services, await drive(services, self.plan))).told(Language.EN)
        except TimeoutError:
            self._check_points()  # a plant that breaks something else must not be taken for its bug
            raise Violated(f"I7: the import has not come to its end in {IN_TIME:g} s") from None

    def _check_points(self) -> None:
        for point in self.points:
            assert point.killed is not None, f"{point}: it did not come to that"
            assert is_gone(point.killed), f"{point}: process {point.killed} is still there"

    def _point(self, service: str, point: Point, nth: int, category: str) -> KillPoint:
        return KillPoint(service, point, nth, self._world.folder / f"{service}.killed", category)

    def __str__(self) -> str:
        return "; ".join(map(str, (*self.kills, *self.points)))


@pytest.fixture
def small_requests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driving_cases, "CASES_IN_REQUEST", CASES_IN_REQUEST)


@pytest.mark.usefixtures("small_requests")
async def test_services_that_die_in_mid_import_lose_nothing(
    world: World, chance: random.Random, plan: Callable[[str], None]
) -> None:
    scenario = Scenario(world, chance, cases=150)
    plan(str(scenario))
    await scenario.run()


@pytest.mark.usefixtures("small_requests")
async def test_a_planted_bug_is_seen(world: World, chance: random.Random, plant: Plant) -> None:
    with plant.seen():
        await Scenario(world, chance, cases=60, kills=False).run()
