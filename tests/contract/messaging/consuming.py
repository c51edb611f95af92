"""What a consumer does, whichever transport brings the messages: inherited by each transport's tests."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from functools import partial

import pytest

from shared.errors import NotFound
from shared.eventstore import commit
from shared.eventstore.unit_of_work import UnitOfWork
from shared.eventstore.watchdog import Watchdog
from shared.messaging.message import Message, NotYet
from tests.messaging_topic import check_effects
from tests.messaging_world import Behaviour, Completed, Foretold, MessagingWorld, Noted, until

CASES = [f"SNV-{number:04d}" for number in range(20)]

#: Opens the services on the transport under test; the same stores go on where they were left.
OpenWorld = Callable[[Behaviour], AbstractAsyncContextManager[MessagingWorld]]


class Consuming:
    """Messages arrive in the order of their case, once, with their ids and causes."""

    async def test_each_is_taken_once_and_in_order(self, open_world: OpenWorld) -> None:
        async with open_world(Behaviour()) as world:
            await world.complete_all(CASES, times=5)
            await world.settle()
            check_effects(await world.effects(), await world.told())

    async def test_what_is_not_told_disturbs_nothing(self, open_world: OpenWorld) -> None:
        async with open_world(Behaviour()) as world:
            for case in CASES[:5]:
                await world.append(case, Noted(), Completed(), Noted(), Completed(), Noted())
            await world.settle()
            check_effects(await world.effects(), await world.told())

    async def test_a_restart_goes_on_exactly(self, open_world: OpenWorld) -> None:
        for _ in range(3):
            async with open_world(Behaviour()) as world:
                await world.complete_all(CASES, times=2)
        async with open_world(Behaviour()) as world:
            await world.settle()
            check_effects(await world.effects(), await world.told())

    async def test_an_effect_names_its_cause(self, open_world: OpenWorld) -> None:
        async with open_world(Behaviour()) as world:
            await world.complete(CASES[0])
            await world.settle()
            (told,) = await world.told()
            (effect,) = await world.sink.service.application.log(0, 1)
            assert effect.causation_id == world.source.mapper.event_id(told)
            assert effect.correlation_id == told.correlation_id == CASES[0]


class Failing:
    """Messages that can't be processed wait, or are set aside; nothing gets lost."""

    async def test_one_that_waits_for_another_is_taken_when_that_has_come(
        self, open_world: OpenWorld
    ) -> None:
        behaviour = Behaviour()
        tried: list[int] = []

        def third_time(_work: UnitOfWork, message: Message) -> None:
            tried.append(message.version)
            if message.version == 2 and tried.count(2) < 3:
                raise NotYet(missing="patience")

        behaviour.react = third_time
        async with open_world(behaviour) as world:
            await world.complete(CASES[0], times=3)
            await world.settle()
            check_effects(await world.effects(), await world.told())
            assert await world.letters() == []

    async def test_one_that_computes_without_end_is_set_aside_and_the_process_goes_on(
        self, open_world: OpenWorld, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(commit, "Watchdog", partial(Watchdog, decision_seconds=0.3))

        def compute(_work: UnitOfWork, message: Message) -> None:
            while message.version == 2:
                pass

        async with open_world(Behaviour(compute)) as world:
            await world.complete(CASES[0], times=3)
            await world.complete(CASES[1], times=1)
            await world.settle()
            assert await world.effects() == {CASES[0]: [1, 3], CASES[1]: [1]}
            (letter,) = await world.letters()
            assert letter["reason"] == "decision-too-long"

    async def test_a_refused_one_is_set_aside_and_the_others_go_on(self, open_world: OpenWorld) -> None:
        async with open_world(Behaviour(refuse_second)) as world:
            await world.complete(CASES[0], times=3)
            await world.complete(CASES[1], times=1)
            await world.settle()
            assert await world.effects() == {CASES[0]: [1, 3], CASES[1]: [1]}
            (letter,) = await world.letters()
            assert (letter["reason"], letter["consumer"], letter["topic"]) == (
                "not-found",
                "sla",
                "tthc.cases",
            )

    async def test_an_unknown_type_is_set_aside_for_a_newer_version(self, open_world: OpenWorld) -> None:
        async with open_world(Behaviour()) as world:
            await world.append(CASES[0], Completed(), Foretold(), Completed())
            await world.settle()
            assert await world.effects() == {CASES[0]: [1, 3]}
            assert [letter["reason"] for letter in await world.letters()] == ["unknown-event-type"]

    async def test_a_defect_is_tried_again_before_it_is_set_aside(self, open_world: OpenWorld) -> None:
        tries: list[int] = []

        def fail_twice(_work: UnitOfWork, message: Message) -> None:
            tries.append(message.version)
            if len(tries) < 3:
                raise RuntimeError("a defect")

        async with open_world(Behaviour(fail_twice)) as world:
            await world.complete(CASES[0])
            await world.settle()
            check_effects(await world.effects(), await world.told())
            assert await world.letters() == []

    async def test_what_was_begun_when_it_stopped_is_not_lost(self, open_world: OpenWorld) -> None:
        hanging = Behaviour(refuse_for_now)
        async with open_world(hanging) as world:
            await world.complete(CASES[0], times=3)
            await until(lambda: len(hanging.seen) > 0)
        async with open_world(Behaviour()) as world:
            await world.settle()
            check_effects(await world.effects(), await world.told())


def refuse_second(_work: UnitOfWork, message: Message) -> None:
    if message.version == 2:
        raise NotFound(what="something", key="x")


def refuse_for_now(_work: UnitOfWork, _message: Message) -> None:
    raise NotYet(missing="everything")
