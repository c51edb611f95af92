"""From a step's due instant to its overdue on Kafka, as a subscriber has it: real servers, the real clock.

Work goes round the clock here, so that what is opened now falls due a minute later, at any hour of any day.
Cases are opened at even distances: dues come at every moment between two looks of the sweeper.
"""

import asyncio
import json
import statistics
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from datetime import time as clock_time
from pathlib import Path

from aiokafka import AIOKafkaConsumer
from rich.table import Table

from services.sla import service as sla
from services.sla.application.sla import SlaApplication
from services.sla.domain.defining_calendar import DefineCalendar
from shared.contracts.topics import Service as ServiceName
from shared.contracts.vocabulary import TimeLimit
from shared.decider import Act, GivenCommand
from shared.eventstore.records import Answer, new_context, utc_now
from shared.eventstore.unit_of_work import UnitOfWork
from shared.kernel import Actor, Counting, Role
from shared.runtime.host import Host
from shared.runtime.resources import Resources
from shared.settings import Settings
from shared.working_time.days import Hours
from tests.bench.servers import servers
from tests.bench.system import CLERK, System, know_official, know_procedure, running

CASES = 300
GOAL_SECONDS = 2.0
CALENDAR, PROCEDURE = "LIEN-TUC", "P03"
_LIMIT_MINUTES = 1
#: So long cases are opened: they have all been before the first one falls due.
_SPREAD_SECONDS = 50.0
_LOST_AFTER_SECONDS = 180.0
_TOPIC, _TYPE = "tthc.sla", "tthc.sla.StepOverdue."
_OPERATOR = Actor("bench", roles=frozenset({Role.OPERATOR}))
_DAY = (Hours(clock_time(0), clock_time(0)),)


@dataclass(frozen=True, slots=True)
class Told:
    """One overdue: how long after its due instant it was noticed, and read from Kafka; in seconds."""

    noticed: float
    published: float


@dataclass(frozen=True, slots=True)
class Delay:
    """A line of the table, in seconds."""

    what: str
    median: float
    p99: float
    worst: float
    goal: float | None = None  #: of the worst; None: there is none

    @property
    def plain(self) -> dict[str, float | str | None]:
        """As a row of the report."""
        seconds = {name: round(getattr(self, name), 2) for name in ("median", "p99", "worst")}
        return {"what": self.what, **seconds, "goal": self.goal}


async def measure_falling_due(folder: Path, cases: int = CASES) -> list[Delay]:
    """Open so many cases on both servers, and wait for each one's overdue."""
    with servers(folder) as (settings, _, _):
        await work_round_the_clock(settings.model_copy(update={"data_dir": settings.data_dir / "sla"}))
        async with running(settings) as system, _subscribed(settings) as consumer:
            await system.application.execute(know_short_step)
            reading = asyncio.create_task(_read(consumer, cases))
            await _open(system, cases)
            return delays(await asyncio.wait_for(reading, _LOST_AFTER_SECONDS))


def delays(told: Sequence[Told]) -> list[Delay]:
    """Median, 99th percentile and worst of what was told."""
    noticed, published = sorted(one.noticed for one in told), sorted(one.published for one in told)
    return [
        _delay(f"{len(told):,} steps due → noticed by the sla service", noticed),
        _delay("due → read from Kafka by a subscriber", published, GOAL_SECONDS),
    ]


def _delay(what: str, seconds: Sequence[float], goal: float | None = None) -> Delay:
    """Of sorted seconds."""
    return Delay(
        what, statistics.median(seconds), seconds[round(0.99 * (len(seconds) - 1))], seconds[-1], goal
    )


def falling_due_table(found: Sequence[Delay]) -> Table:
    """For people."""
    table = Table(title="Steps that fall due: cases and sla in two processes, Kafka and PostgreSQL")
    for name in ("what", "median, s", "p99, s", "worst, s", "goal"):
        table.add_column(name, justify="left" if name == "what" else "right")
    for one in found:
        goal = "" if one.goal is None else f"< {one.goal:g}"
        table.add_row(one.what, f"{one.median:.2f}", f"{one.p99:.2f}", f"{one.worst:.2f}", goal)
    return table


async def work_round_the_clock(settings: Settings) -> None:
    """Define a calendar without a night or a day off in the sla service's store."""
    host = Host(settings, [sla.build(Resources(settings))])
    await host.start()
    try:
        application = host.hosted[ServiceName.SLA].service.application
        assert isinstance(application, SlaApplication)
        asked = DefineCalendar(
            code=CALENDAR, time_zone="Asia/Ho_Chi_Minh", weekly=(_DAY,) * 7, week_source="Đo tốc độ"
        )
        now = utc_now()
        given = GivenCommand(asked, Act(by=_OPERATOR, at=now, recorded_at=now))
        await application.change_calendar(CALENDAR, given, new_context())
    finally:
        await host.stop()


def know_short_step(work: UnitOfWork) -> Answer:
    """The cases service's own copy of a procedure of one step, of a minute."""
    limit = TimeLimit.of(_LIMIT_MINUTES, Counting.WORKING_HOURS)
    know_procedure(work, CLERK, PROCEDURE, 1, limit=limit, calendar=CALENDAR)
    know_official(work, CLERK)
    return None


async def _open(system: System, cases: int) -> None:
    """At even distances, whatever one opening takes."""
    began = time.monotonic()
    async with asyncio.TaskGroup() as opening:
        for number in range(cases):
            await asyncio.sleep(max(0.0, began + number * _SPREAD_SECONDS / cases - time.monotonic()))
            opening.create_task(system.open_case(number, PROCEDURE))


@asynccontextmanager
async def _subscribed(settings: Settings) -> AsyncIterator[AIOKafkaConsumer]:
    consumer = AIOKafkaConsumer(
        _TOPIC,
        bootstrap_servers=settings.kafka_bootstrap_servers,
        isolation_level="read_committed",
        auto_offset_reset="earliest",
        enable_auto_commit=False,
    )
    await consumer.start()
    try:
        yield consumer
    finally:
        await consumer.stop()


async def _read(consumer: AIOKafkaConsumer, cases: int) -> list[Told]:
    """Each case's overdue step, when it is read."""
    told: list[Told] = []
    async for record in consumer:
        read_at = datetime.now(UTC)
        if dict(record.headers)["ce_type"].decode().startswith(_TYPE):
            event = json.loads(record.value)
            due_at = datetime.fromisoformat(event["due_at"])
            noticed = datetime.fromisoformat(event["detected_at"]) - due_at
            told.append(Told(noticed.total_seconds(), (read_at - due_at).total_seconds()))
        if len(told) == cases:
            break
    return told
