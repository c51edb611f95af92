"""Commands on many cases: a preview first, which does nothing; then a result for each, never half-silent."""

from typing import Any

from services.cases.application.previewing import foresee
from services.cases.domain.directory import DIRECTORY, DivisionReplicated
from services.cases.errors.hand_over import HandOverUnknown
from shared.eventstore.records import Answer, new_context
from shared.eventstore.unit_of_work import UnitOfWork
from tests.integration.services.cases.driving import BINH, HOA, LAN, MINH, STRANGER, Office, refusal
from tests.integration.services.test_catalog import ok


async def several(office: Office, count: int = 3) -> list[str]:
    """Cases at their appraisal."""
    numbers = []
    for _ in range(count):
        await office.at_appraisal()
        numbers.append(office.case)
    return numbers


def assigning(numbers: list[str], official: str = "snv.mai", **more: Any) -> list[dict[str, Any]]:
    command = {"command": "AssignStep", "step": "tham-dinh", "official": official, **more}
    return [{"case_number": one, "command": command} for one in numbers]


async def ask(office: Office, commands: list[dict[str, Any]], who: Any = HOA, **more: Any) -> Any:
    headers = {"Idempotency-Key": more.pop("key")} if "key" in more else None
    body = {"commands": commands, **more}
    return await office.world.post("cases", "/cases/many", json=body, headers=headers, as_=who)


def outcomes(answer: dict[str, Any]) -> list[str]:
    return [(one["problem"] or {}).get("code", "done") for one in answer["results"]]


async def test_a_preview_says_what_each_would_do_and_does_nothing(office: Office) -> None:
    first, second, third = await several(office)
    office.case = second
    await office.do(HOA, "AssignStep", step="tham-dinh", official="snv.mai")
    before = [len(await _events(office, one)) for one in (first, second, third)]
    answer = await ok(await ask(office, assigning([first, second, third, "SNV-990101-0001"]), preview=True))
    assert (answer["preview"], answer["done"], answer["refused"]) == (True, 2, 2)
    assert outcomes(answer) == ["done", "step-already-assigned", "done", "case-not-opened"]
    assert answer["results"][0]["answer"]["events"] == ["StepAssigned"]
    assert [len(await _events(office, one)) for one in (first, second, third)] == before


async def test_what_would_be_refused_leaves_nothing_to_those_after_it(office: Office) -> None:
    application = office.world.application("cases")
    told = DivisionReplicated(division="X", name="X", added_at=office.opened_at)

    def refused(work: UnitOfWork) -> Answer:
        work.append(DIRECTORY, "SXD", [told])
        raise HandOverUnknown

    def versions(work: UnitOfWork) -> Answer:
        return {"version": work.version(DIRECTORY, "SXD"), "events": len(work.events)}

    first, second = await foresee(application, [(refused, new_context()), (versions, new_context())])
    assert isinstance(first, HandOverUnknown)
    assert second == {"version": 0, "events": 0}


async def test_the_same_commands_then_do_what_the_preview_said(office: Office) -> None:
    numbers = await several(office)
    foreseen = await ok(await ask(office, assigning(numbers), preview=True))
    done = await ok(await ask(office, assigning(numbers)))
    assert (done["preview"], done["done"], done["refused"]) == (False, 3, 0)
    assert done["results"] == foreseen["results"]
    assert sorted(await office.listed(official="snv.mai")) == sorted(numbers)


async def test_a_preview_sees_what_those_before_it_would_do(office: Office) -> None:
    (number,) = await several(office, 1)
    commands = assigning([number, number]) + assigning([number], official="snv.minh")
    foreseen = await ok(await ask(office, commands, preview=True))
    assert outcomes(foreseen) == ["done", "step-already-assigned", "done"]
    assert [one["answer"] and one["answer"]["version"] for one in foreseen["results"]] == [5, None, 6]
    done = await ok(await ask(office, commands))
    assert [one["answer"] for one in done["results"]] == [one["answer"] for one in foreseen["results"]]
    assert outcomes(done) == outcomes(foreseen)


async def test_each_is_refused_by_itself_and_the_others_are_done(office: Office) -> None:
    first, second = await several(office, 2)
    commands = [
        *assigning([first]),
        {"case_number": first, "command": {"command": "ReceiveStep", "step": "tiep-nhan"}},
        *assigning([second], acting_for="snv.binh"),
        {"case_number": second, "version": 1, "command": assigning([second])[0]["command"]},
    ]
    answer = await ok(await ask(office, commands))
    assert outcomes(answer) == ["done", "step-not-held", "delegation-missing", "version-mismatch"]
    assert (answer["done"], answer["refused"]) == (1, 3)


async def test_given_again_under_its_key_each_is_answered_as_before(office: Office) -> None:
    numbers = await several(office, 2)
    first = await ok(await ask(office, assigning(numbers), key="giao-viec"))
    again = await ok(await ask(office, assigning(numbers), key="giao-viec"))
    assert (again, first["done"]) == (first, 2)
    other = await ok(await ask(office, assigning(numbers, official="snv.minh"), key="giao-viec"))
    assert outcomes(other) == ["idempotency-key-reused"] * 2


async def test_who_may_not_know_of_a_case_learns_nothing_of_it(office: Office) -> None:
    numbers = await several(office, 1)
    for preview in (True, False):
        answer = await ok(await ask(office, assigning(numbers), STRANGER, preview=preview))
        assert outcomes(answer) == ["case-not-opened"]
        answer = await ok(await ask(office, assigning(numbers), MINH, preview=preview))
        assert outcomes(answer) == ["may-not-assign"]


async def test_they_are_handed_on_together(office: Office) -> None:
    numbers = []
    for _ in range(2):
        await office.open()
        await office.work("tiep-nhan")
        numbers.append(office.case)
    command = {"command": "HandOff", "step": "tiep-nhan"}
    answer = await ok(await ask(office, [{"case_number": one, "command": command} for one in numbers], LAN))
    assert outcomes(answer) == ["done", "done"]


async def test_a_request_of_another_shape_is_refused_whole(office: Office) -> None:
    assert refusal(await ask(office, [])) == (422, "input-invalid")
    opening = {"case_number": "SNV-990101-0001", "command": {"command": "OpenCase"}}
    assert refusal(await ask(office, [opening], BINH)) == (422, "input-invalid")


async def _events(office: Office, number: str) -> list[dict[str, Any]]:
    office.case = number
    return await office.events()
