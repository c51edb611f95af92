"""Scorecards, reports and province figures from the stores of this machine: who has the files sees all."""

from typing import cast

from services.sla.application.sla import SlaApplication
from services.sla.queries import SlaQueries
from services.sla.queries.province import ProvinceAsked
from services.sla.queries.province_rows import Province
from services.sla.queries.scorecard_rows import Scorecards
from services.sla.queries.visits_asked import ScorecardsAsked
from services.sla.reporting.keeping import MadeReportFile, Reports, WantedFile
from services.sla.reporting.periods import ReportPeriod
from shared.contracts.topics import Service as ServiceName
from shared.documents.projector import Projector
from shared.printing.typesetting import Setting
from shared.runtime.service import Service
from shared.settings import Settings
from tthc.operations.opening import opened

#: Events of the log that are read at once.
_ROWS = 1_000


async def stored_scorecards(settings: Settings, asked: ScorecardsAsked) -> Scorecards:
    """As `GET /scorecards` answers them, of all that is in the log of the clocks."""
    async with opened(settings, (ServiceName.SLA,)) as (sla,):
        await catch_up(sla)
        source = sla.application.name
        found, _ = await SlaQueries(sla.documents).at_one_position(
            source, lambda still: still.cards(asked, source)
        )
        return found


async def stored_province(settings: Settings, asked: ProvinceAsked) -> Province:
    """As `GET /province` answers it, of all that is in the log of the clocks."""
    async with opened(settings, (ServiceName.SLA,)) as (sla,):
        await catch_up(sla)
        queries = SlaQueries(sla.documents)
        return await queries.province_at(asked, sla.application.name, queries.now())


async def stored_report(
    settings: Settings, agency: str | None, period: ReportPeriod, wanted: WantedFile
) -> MadeReportFile:
    """As `GET /reports/…` answers it, of all that is in the log of the clocks; issued, where it isn't yet."""
    async with opened(settings, (ServiceName.SLA,), writing=True) as (sla,):
        await catch_up(sla)
        queries = SlaQueries(sla.documents, setting=Setting(settings.font_directory))
        return await Reports(queries, cast(SlaApplication, sla.application)).file(agency, period, wanted)


async def catch_up(service: Service) -> None:
    """The read models may have been behind the log when the services ended."""
    application = service.application
    projector = Projector(service.documents, *service.views, epoch=application.store.epoch)
    await projector.start()
    at = await projector.position(application.name)
    while events := await application.log(at, _ROWS):
        at = await projector.run_batch(application.name, events)
