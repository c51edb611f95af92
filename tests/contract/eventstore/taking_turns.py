"""Senders take turns, on every store: nobody waits for all that another has sent at once."""

import asyncio
import threading
from typing import Any

from shared.eventstore.application import Application
from shared.eventstore.records import new_context
from shared.eventstore.unit_of_work import UnitOfWork
from tests.contract.eventstore.committing import in_one_group
from tests.contract.eventstore.opening import Store
from tests.contract.eventstore.toy import add

#: Of a note: some seven commands with one fill a save, and three with four times as much.
NOTE = "x" * 17_000
AT_ONCE = 60


class Senders:
    """What several send, and in which order it was decided."""

    def __init__(self) -> None:
        self.decided: list[str] = []

    def command(self, sender: str, jar: str, note: str = NOTE, then: Any = None) -> Any:
        def handler(work: UnitOfWork) -> Any:
            self.decided.append(sender)
            answer = add(jar, note=note)(work)
            if then is not None:
                then()
            return answer

        return handler

    def until(self, sender: str) -> int:
        """How many commands of others were decided before this sender's first."""
        return self.decided.index(sender)


def contexts(*senders: str) -> list[Any]:
    return [new_context(sender=sender) for sender in senders]


class TakingTurns:
    async def test_a_small_command_is_saved_with_the_first_of_many(self, store: Store) -> None:
        senders = Senders()
        bulk = [senders.command("bulk", f"jar-{number}") for number in range(AT_ONCE)]
        answers = await in_one_group(
            store,
            *bulk,
            senders.command("counter", "mine", "small"),
            contexts=contexts(*["bulk"] * AT_ONCE, "counter"),
        )
        assert answers == [{"held": 1}] * (AT_ONCE + 1)
        assert senders.until("counter") == 1
        assert senders.decided.count("counter") == 1

    async def test_it_waits_for_what_is_being_saved_when_it_comes(
        self, store: Store, application: Application
    ) -> None:
        senders, loop = Senders(), asyncio.get_running_loop()
        came, taken = asyncio.Event(), threading.Event()

        def hold() -> None:
            loop.call_soon_threadsafe(came.set)
            assert taken.wait(30)

        bulk = [
            asyncio.ensure_future(
                application.execute(
                    senders.command("bulk", f"jar-{number}", then=hold if number == 10 else None), context
                )
            )
            for number, context in enumerate(contexts(*["bulk"] * AT_ONCE))
        ]
        await came.wait()
        small = asyncio.ensure_future(
            application.execute(senders.command("counter", "mine", "small"), *contexts("counter"))
        )
        await asyncio.sleep(0)
        taken.set()
        assert await small == {"held": 1}
        at = len(store.saves)
        assert [one["held"] for one in await asyncio.gather(*bulk)] == [1] * AT_ONCE
        assert at <= 6 < len(store.saves)
        assert senders.until("counter") <= 24

    async def test_those_whose_commands_fill_a_save_alternate(self, store: Store) -> None:
        senders = Senders()
        large = NOTE * 3
        bulk = [senders.command("bulk", f"jar-{number}", large) for number in range(12)]
        other = [senders.command("other", f"lid-{number}", large) for number in range(6)]
        await in_one_group(
            store, *bulk, *other, contexts=contexts(*["bulk"] * len(bulk), *["other"] * len(other))
        )
        first = [one for one in senders.decided if one][: 2 * len(other)]
        assert abs(first.count("bulk") - first.count("other")) <= 2

    async def test_each_sender_s_commands_keep_their_order(self, store: Store) -> None:
        senders = Senders()
        handlers = [senders.command(who, f"of-{who}", "small") for _ in range(9) for who in ("a", "b", "c")]
        answers = await in_one_group(store, *handlers, contexts=contexts(*["a", "b", "c"] * 9))
        for place in range(3):
            assert [one["held"] for one in answers[place::3]] == list(range(1, 10))
