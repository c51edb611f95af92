"""What is answered when the store is not."""

import asyncio
from typing import Any

import pytest
from eventsourcing.persistence import DataError, OperationalError

from shared.eventstore.application import Application
from shared.eventstore.errors import StoreUnavailable
from tests.contract.eventstore.toy import add, held


class Failing:
    """A method of the store that fails so many times."""

    def __init__(self, works: Any, error: Exception, times: int, *, after: bool = False) -> None:
        self._works, self._error, self._after = works, error, after
        self.left = times

    def __call__(self, *arguments: Any) -> Any:
        if self.left:
            self.left -= 1
            if self._after:
                self._works(*arguments)
            raise self._error
        return self._works(*arguments)


@pytest.fixture(autouse=True)
def little_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.eventstore.saving._PATIENCE", 0.1)
    monkeypatch.setattr("shared.eventstore.saving._PAUSE", 0.01)
    monkeypatch.setattr("shared.eventstore.command_groups._REST", 0.2)


def failing(application: Application, method: str, error: Exception, times: int, **when: Any) -> Failing:
    fails = Failing(getattr(application.store, method), error, times, **when)
    setattr(application.store, method, fails)
    return fails


@pytest.mark.parametrize("after", [False, True])
async def test_a_save_without_an_answer_is_tried_again_and_done_once(
    application: Application, after: bool
) -> None:
    failing(application, "save", OperationalError("gone"), 3, after=after)
    assert await application.execute(add()) == {"held": 1}
    assert await held(application) == 1


async def test_after_a_while_all_who_wait_are_told(application: Application) -> None:
    fails = failing(application, "save", OperationalError("gone"), 10_000)
    answers = await asyncio.gather(*(application.execute(add()) for _ in range(50)), return_exceptions=True)
    assert {type(answer) for answer in answers} == {StoreUnavailable}
    with pytest.raises(StoreUnavailable):  # at once, without another try
        await application.execute(add())
    fails.left = 0
    await asyncio.sleep(0.25)  # the rest that is told of: longer than it
    assert await application.execute(add()) == {"held": 1}


async def test_a_read_without_an_answer_is_told_to_all_at_once(application: Application) -> None:
    fails = failing(application, "load", OperationalError("gone"), 10_000)
    commands = [application.execute(add(f"{n}")) for n in range(50)]
    answers = await asyncio.gather(*commands, return_exceptions=True)
    assert {type(answer) for answer in answers} == {StoreUnavailable}
    assert 10_000 - fails.left <= 2  # nobody waits for a time-out after another


async def test_what_the_store_never_takes_is_that_commands_own_error(application: Application) -> None:
    save = application.store.save

    def picky(events: Any, *rest: Any) -> Any:
        if any(event.key == "bad" for event in events):
            raise DataError("never")
        return save(events, *rest)

    application.store.save = picky  # type: ignore[method-assign]
    one, bad, other = await asyncio.gather(
        *(application.execute(add(jar)) for jar in ("a", "bad", "b")), return_exceptions=True
    )
    assert (one, other) == ({"held": 1}, {"held": 1})
    assert isinstance(bad, DataError)


async def test_who_waits_is_answered_in_time_whatever_the_store_does(
    application: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.eventstore.commit.ANSWER_WITHIN", 0.1)
    monkeypatch.setattr("shared.eventstore.application.ANSWER_WITHIN", 0.1)
    gate = asyncio.Event()
    loop = asyncio.get_running_loop()
    waits = lambda *_: asyncio.run_coroutine_threadsafe(gate.wait(), loop).result()  # noqa: E731
    application.store.load = waits  # type: ignore[assignment]
    with pytest.raises(StoreUnavailable):
        await application.execute(add())
    with pytest.raises(StoreUnavailable):
        await application.read(waits)
    gate.set()


async def test_a_query_without_an_answer_is_unavailability(application: Application) -> None:
    failing(application, "position", OperationalError("gone"), 1)
    with pytest.raises(StoreUnavailable):
        await application.position("r")
