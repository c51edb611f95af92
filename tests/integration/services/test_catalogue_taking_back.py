"""Drafts that are taken back, and catalogues that nobody acknowledges: what the sweeper does, who is told."""

from collections import Counter
from pathlib import Path
from typing import Any

from services.catalog.queries.edition.dues import DueQueries
from shared.contracts.topics import Service
from shared.kernel import Role
from tests.hosting import principal
from tests.integration.services.catalogue_life import (
    EDITOR,
    HEAD,
    REVIEWER,
    Life,
    decision,
    living,
    procedure,
)

SCT_HEAD = principal("sct.hoa", Role.AGENCY_HEAD, "SCT")
REASON = {"reason": "Cần xem lại"}


async def staffed(life: Life) -> None:
    """A reviewer of Home Affairs and the head of Industry and Trade, with a draft of one procedure."""
    await life.found()
    for agency, official, role in (("SNV", "snv.vinh", "reviewer"), ("SCT", "sct.hoa", "agency_head")):
        order = {"official": official, "name": official, "roles": [role], "divisions": []}
        await life.do(f"/agencies/{agency}/officials", order, "operator")
    await life.do("/agencies/SCT/editions", {}, EDITOR)
    await life.edition(1, "/procedures", {"procedure": procedure("P01")}, EDITOR)


async def inbox(life: Life, who: Any) -> Counter[str]:
    """How many entries of each kind somebody has."""
    return Counter(one["kind"] for one in (await life.get("/inbox/entries", who, "notify"))["entries"])


async def dues(life: Life) -> list[Any]:
    """The editions that the sweeper would look at in a year."""
    await life.world.settle()
    queries = DueQueries(life.world.host.hosted[Service.CATALOG].service.documents)
    return await queries.dues(life.first_day(365), 100)


async def test_with_a_discarded_draft_its_round_and_its_dues_end_and_reviewers_alone_are_told(
    tmp_path: Path,
) -> None:
    async with living(tmp_path, "notify") as life:
        await staffed(life)
        await life.edition(1, "/review", {}, EDITOR)
        await life.edition(1, "/review/comments", {"text": "Chưa rõ"}, REVIEWER)
        assert len(await dues(life)) == 1
        await life.edition(1, "/discard", REASON, EDITOR)
        assert await dues(life) == []
        assert await life.get("/review-rounds?reviewing_agency=SNV", REVIEWER) == []
        (ended,) = (await life.get("/agencies/SCT/editions/1/review"))["rounds"]
        assert (ended["outcome"], ended["reason"]) == ("discarded", REASON["reason"])
        happened = await life.events(1)
        await life.until(days=60)
        assert await life.events(1) == happened
        assert await inbox(life, REVIEWER) == {"comments_asked": 1, "comments_no_longer_asked": 1}
        assert await inbox(life, SCT_HEAD) == {}


async def test_the_time_of_a_recalled_round_lets_no_first_edition_be_issued(tmp_path: Path) -> None:
    async with living(tmp_path, "notify") as life:
        await staffed(life)
        order = decision(1, life.start, life.start)
        await life.edition(1, "/review", {}, EDITOR)
        await life.edition(1, "/review/comments", {"text": "Chưa rõ"}, REVIEWER)
        await life.edition(1, "/review/recall", REASON, EDITOR)
        await life.edition(1, "/procedures", {"procedure": procedure("P02")}, EDITOR)
        await life.until(days=60)
        assert await life.refused(1, "/review", {}, EDITOR) == "comments-unanswered"
        await life.edition(1, "/review/comments/1/answer", {"accepted": True}, EDITOR)
        assert await life.refused(1, "/issue", order) == "first-edition-not-reviewed"
        assert await inbox(life, REVIEWER) == {"comments_asked": 1, "comments_no_longer_asked": 1}
        assert await inbox(life, SCT_HEAD) == {"comments_to_answer": 1}
        await life.edition(1, "/review", {}, EDITOR)
        await life.edition(1, "/review/close", {"nothing_to_say": True}, REVIEWER)
        await life.edition(1, "/issue", order)


async def test_who_never_acknowledges_is_reminded_three_times_and_the_head_is_told_once(
    tmp_path: Path,
) -> None:
    async with living(tmp_path, "notify") as life:
        await staffed(life)
        await life.do(
            "/agencies/STC/officials",
            {"official": "stc.ly", "name": "Ly", "roles": ["agency_head"], "divisions": []},
            "operator",
        )
        await life.edition(1, "/issue", decision(1, life.start, life.start), "importer")
        await life.edition(1, "/publication", {"address": "https://sct.example.gov.vn/qd/01"})
        await life.edition(1, "/deliveries", {"agencies": ["STC"]})
        recipient = principal("stc.ly", Role.AGENCY_HEAD, "STC")
        told = {}
        for day in (4, 5, 9, 10, 15, 15, 20, 90):
            await life.until(days=day)
            heads = (await inbox(life, SCT_HEAD))["catalogue_unacknowledged"]
            told[day] = ((await inbox(life, recipient))["catalogue_to_acknowledge"], heads)
        assert told == {4: (1, 0), 5: (2, 0), 9: (2, 0), 10: (3, 0), 15: (4, 1), 20: (4, 1), 90: (4, 1)}
        assert (await life.events(1)).count("AcknowledgementReminded") == 3
        (delivery,) = await life.get("/agencies/SCT/editions/1/deliveries", HEAD)
        assert (delivery["reminders"], delivery["acknowledged"]) == (3, False)
