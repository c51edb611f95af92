"""A log beside a catalogue in force, and the agency of today, on Kafka, PostgreSQL and MongoDB."""

from datetime import datetime
from pathlib import Path

import pytest

from shared.client.connection import at_urls
from shared.client.services import Services
from shared.contracts.topics import Service
from shared.errors import Language
from shared.vietnam_time import VIETNAM
from tests.integration.importlog.importing import DATA
from tests.integration.operations.running import own_settings
from tests.integration.operations.two_agencies import DEMO_AGENCIES
from tthc.demo import COORDINATIONS, LIVING_AGENCY
from tthc.living.late import Why, late_steps
from tthc.living.playing import play_script
from tthc.living.script import Script
from tthc.living.times import Before
from tthc.mining.log.driving import drive
from tthc.mining.log.driving_options import ImportOptions
from tthc.mining.log.driving_plan import plan_import
from tthc.operations.deployment import Deployment
from tthc.operations.deployment_options import DeploymentOptions

LOG = DATA / "log-into-an-agency-with-a-catalogue.csv"


async def in_force(services: Services) -> list[str]:
    told = await services.get(Service.CATALOG, "/catalogue/agencies/SNV/procedures")
    return [one["procedure"] for one in told["procedures"]]


@pytest.mark.soak
@pytest.mark.servers
async def test_what_is_in_force_stays_in_force_on_servers(own_data: Path) -> None:
    script, options = (
        Script.read(LIVING_AGENCY, COORDINATIONS),
        DeploymentOptions(kafka=True, postgres=True, mongo=True),
    )
    async with Deployment(own_settings(own_data / "var"), options) as deployment:
        async with at_urls(deployment.settings, Language.EN) as services:
            await services.post(Service.CATALOG, "/agencies/import", key="agencies", json=DEMO_AGENCIES)
            await play_script(services, script, Before.of(datetime.now(VIETNAM).date()))
            before = await in_force(services)
            imported = await drive(services, plan_import(ImportOptions(path=LOG)))
            assert await in_force(services) == [*before, imported.plan.procedure.code]
            late = await late_steps(services, script.agency)
            assert {one.why for one in late.steps} >= {Why.RETURNED, Why.NOT_RECEIVED, Why.NOT_COMPLETED}
        assert (await deployment.verify()).count == 0
