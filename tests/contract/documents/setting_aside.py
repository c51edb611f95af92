"""A document that the store refuses holds up no other, over every document store."""

from dataclasses import replace

from shared.documents import Document, Documents, Projector, rebuild
from shared.documents.aside import set_aside
from tests.contract.documents.events import Opened, Recorded, batches, case_view, log
from tests.contract.documents.projecting import expected, state


def log_with(subject: str) -> list[Recorded]:
    """Case 2 of five has this subject."""
    return [
        replace(one, event=Opened(subject=subject))
        if one.stream == "case-2" and isinstance(one.event, Opened)
        else one
        for one in log(5)
    ]


def without_case_2() -> list[Document]:
    """What all the others make."""
    return [one for one in expected() if not one.id.startswith("2")]


class SettingAside:
    async def test_the_others_go_on(self, documents: Documents, too_large: str) -> None:
        view, events = case_view(), log_with(too_large)
        projector = Projector(documents, view)
        await projector.start()
        for start in range(0, len(events), 7):
            await projector.run_batch("cases", events[start : start + 7])
        assert await projector.position("cases") == len(events)
        assert await state(documents, view) == without_case_2()
        aside = {one.id: one for one in await set_aside(documents, [view])}
        assert set(aside) == {"2", "2/a", "2/b"}, "what is made of it stands aside with it"
        assert (aside["2"].view, aside["2"].collection) == ("case_list", "cases")
        assert "large" in aside["2"].reason or "big" in aside["2"].reason

    async def test_who_goes_on_after_a_restart_makes_nothing_of_half_of_it(
        self, documents: Documents, too_large: str
    ) -> None:
        view, events = case_view(), log_with(too_large)
        for start in range(0, len(events), 7):
            projector = Projector(documents, view)
            await projector.start()
            await projector.run_batch("cases", events[start : start + 7])
        assert await projector.position("cases") == len(events)
        assert await state(documents, view) == without_case_2()

    async def test_a_rebuild_tries_it_again(self, documents: Documents, too_large: str) -> None:
        view = case_view()
        await rebuild(documents, view, {"cases": batches(log_with(too_large), 7)})
        assert "2" in [one.id for one in await set_aside(documents, [view])]
        assert [one for one in await state(documents, view) if not one.id.startswith("2")] == without_case_2()
        await rebuild(documents, view, {"cases": batches(log(5), 7)})
        assert await state(documents, view) == expected()
        assert await set_aside(documents, [view]) == []
