"""Open clocks are laid as the service would have made them, and measured; goals are held by `make bench`."""

from pathlib import Path

from services.sla import service as sla
from shared.contracts.topics import Service as ServiceName
from shared.documents.port import full_name
from shared.documents.projector import rebuild
from shared.runtime.host import Host
from shared.runtime.projecting import whole_log
from shared.runtime.resources import Resources
from shared.settings import load_settings
from tests.bench.open_clocks.laying import Laid, lay
from tests.bench.open_clocks.measuring import GOAL_MEGABYTES, measure_open_clocks, open_clocks_table
from tests.bench.open_clocks.patterns import NOW


async def test_what_is_laid_is_what_the_service_would_have_made(tmp_path: Path) -> None:
    settings = load_settings(data_dir=tmp_path)
    await lay(settings, Laid(clocks=12, falling_due=3, overdue=4))
    host = Host(settings, [sla.build(Resources(settings), lambda: NOW)])
    await host.start()
    try:
        hosted = host.hosted[ServiceName.SLA]
        documents, application = hosted.service.documents, hosted.service.application
        for view in hosted.views:
            laid = {one.name: await documents.find(full_name(one.name, 1)) for one in view.collections}
            built = await rebuild(documents, view, {"sla": whole_log(application)})
            for one in view.collections:
                assert await documents.find(full_name(one.name, built)) == laid[one.name], one.name
    finally:
        await host.stop()


async def test_the_service_is_measured_over_clocks_that_are_laid(tmp_path: Path) -> None:
    figures = await measure_open_clocks(tmp_path, 1_000)
    measured = {one.what: one.value for one in figures}
    assert "10 due in a minute told" in measured
    assert 0 < measured["memory at most"] < GOAL_MEGABYTES
    assert any("dues moved" in what and "preview" in what for what in measured)
    assert open_clocks_table(figures).row_count == len(figures)
