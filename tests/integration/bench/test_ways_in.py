"""The bench's ways into the present code work; nothing is timed here."""

from collections import Counter
from pathlib import Path

from shared.settings import load_settings
from tests.bench.hot_path.deployment import open_case, post, work_case
from tests.bench.hot_path.now import deployment
from tests.bench.system import running
from tests.bench.trees import Trees


async def test_a_case_is_worked_and_a_step_received_over_http(tmp_path: Path) -> None:
    present = deployment(tmp_path, ("cases", "sla", "notify"))
    await present.start()
    try:
        await work_case(present, 1)
        case = await open_case(present, 2)
        body = b'{"command": "ReceiveStep", "step": "S1"}'
        status, answer = await post(present.app(), f"/cases/{case}/commands", present.token(), body)
        await present.settle()
    finally:
        await present.stop()
    assert status == 200, answer.decode()


async def test_a_case_is_worked_with_a_request_for_each_step(tmp_path: Path) -> None:
    async with running(load_settings(data_dir=tmp_path)) as system:
        await system.drive_whole_steps(1)
        await system.settled()
        progress = [await hosted.progress() for hosted in system.host.hosted.values()]
    assert [one["settled"] for one in progress] == [True, True]


async def test_a_tree_is_worked_whose_steps_another_agency_does(tmp_path: Path) -> None:
    async with running(load_settings(data_dir=tmp_path)) as system:
        trees = Trees(system)
        await trees.prepare()
        await trees.drive(1)
        await system.settled()
        log = await system.application.log(0, 1_000)
    happened = Counter(type(one.event).__name__ for one in log)
    wanted = {"CaseOpened": 7, "CaseCompleted": 7, "CoordinationAnswered": 6, "AnswerAccepted": 6}
    assert {name: happened[name] for name in wanted} == wanted
