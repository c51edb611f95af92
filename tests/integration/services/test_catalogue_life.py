"""The whole life of a catalogue over HTTP, on real servers, as a plain consumer of Kafka sees it."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dev.local import KafkaServer, MongoServer, PostgresServer, running_together
from services.catalog.application.catalog import CatalogApplication
from shared.contracts.topics import Topic
from tests.hosting import person
from tests.integration.services.catalogue_life import (
    EDITOR,
    HEAD,
    REVIEWER,
    Life,
    decision,
    living,
    procedure,
    without_code,
)
from tests.messaging_topic import delete_topics, read_topic
from tests.servers import fresh_name

OF_FIRST = [
    "EditionSentForComments",
    "CommentMade",
    "CommentMade",
    "ReviewRoundClosed",
    "CommentAnswered",
    "CommentAnswered",
    "EditionSentForComments",
    "CommentsReminded",
    "ReviewRoundClosed",
    "CatalogueIssued",
    "ProcedureIssued",
    "ProcedureIssued",
    "CataloguePublished",
    "CatalogueSent",
    "CatalogueSent",
    "CatalogueAcknowledged",
    "AcknowledgementReminded",
    "CatalogueEnteredIntoForce",
    "ProcedureCorrected",
    "YearlyReviewAnnounced",
    "YearlyReviewConcluded",
    "YearlyReviewAnnounced",
    "YearlyReviewFellDue",
    "YearlyReviewConcluded",
    "CatalogueSuperseded",
]
OF_SECOND = ["CatalogueIssued", "ProcedureIssued", "CatalogueEnteredIntoForce", "CatalogueWithdrawn"]


async def drafted(life: Life) -> None:
    await life.do("/agencies/SCT/editions", {}, EDITOR)
    for code in ("P01", "P02"):
        await life.edition(1, "/procedures", {"procedure": procedure(code)}, EDITOR)


async def commented_and_answered(life: Life) -> None:
    """One round with two comments, of which one is declined; and one in which Home Affairs says nothing."""
    order = decision(1, life.start, life.first_day(20))
    assert await life.refused(1, "/issue", order) == "first-edition-not-reviewed"
    await life.edition(1, "/review", {}, EDITOR)
    whole, step = {"text": "Nên gộp P02"}, {"procedure": "P01", "step": "S01", "text": "Nội dung chưa rõ"}
    assert await life.refused(1, "/review/comments", whole, HEAD) == "not-in-agency"
    for comment in (whole, step):
        await life.edition(1, "/review/comments", comment, REVIEWER)
    change = {"procedure": procedure("P03")}
    assert await life.refused(1, "/procedures", change, EDITOR) == "edition-in-review"
    await life.edition(1, "/review/close", {}, REVIEWER)
    assert await life.refused(1, "/issue", order) == "comments-unanswered"
    declined = {"accepted": False, "reason": "Hai thủ tục có thành phần hồ sơ khác nhau"}
    await life.edition(1, "/review/comments/1/answer", declined, EDITOR)
    revision = procedure("P01", "Thẩm định tiêu chuẩn, điều kiện")
    await life.edition(1, "/review/comments/2/answer", {"accepted": True, "revision": revision}, EDITOR)
    await life.edition(1, "/review", {}, EDITOR)
    await life.until(days=8)
    await life.until(days=11)
    review = await life.get("/agencies/SCT/editions/1/review")
    assert [one["outcome"] for one in review["rounds"]] == ["commented", "lapsed"]
    assert [one["answer"]["accepted"] for one in review["comments"]] == [False, True]
    assert review["comments"][0]["answer"]["reason"] == declined["reason"]


async def issued_and_sent(life: Life) -> None:
    await life.edition(1, "/issue", decision(1, life.start, life.first_day(20)))
    await life.world.settle()
    order = {"agencies": ["STC", "SNV"]}
    assert await life.refused(1, "/deliveries", order) == "edition-not-published"
    await life.edition(1, "/publication", {"address": "https://sct.example.gov.vn/qd/01"})
    await life.edition(1, "/deliveries", order)
    path = "/deliveries/STC/acknowledgement"
    assert await life.refused(1, path, {}, HEAD) == "not-in-agency"
    await life.edition(1, path, {}, person("cong-chuc", "STC"))
    await life.until(days=15)
    sent = await life.get("/agencies/SCT/editions/1/deliveries")
    fates = {one["recipient"]: (one["acknowledged"], bool(one["reminded_at"])) for one in sent}
    assert fates == {"STC": (True, False), "SNV": (False, True)}
    waiting = await life.get("/deliveries?recipient=SNV&waiting=true", person("cong-chuc", "SNV"))
    assert [(one["agency"], one["edition"]) for one in waiting] == [("SCT", 1)]


async def in_force(life: Life) -> list[str]:
    path = f"/catalogue/agencies/SCT/procedures?on={life.day.today}"
    return [one["procedure"] for one in (await life.get(path))["procedures"]]


async def corrected(life: Life) -> None:
    await life.until(days=20)
    assert await in_force(life) == ["P01", "P02"]
    longer = procedure("P02", time_limit={"duration": "PT9H", "counting": "working_hours"})
    path = "/procedures/P02/correction"
    wrong = {"procedure": without_code(longer), "reason": "Sai thời hạn"}
    assert await life.refused(1, path, wrong) == "correction-too-far"
    mended = without_code(procedure("P02", name="Thủ tục P02 (đã đính chính)"))
    await life.edition(1, path, {"procedure": mended, "reason": "Sai tên thủ tục"})


async def reviewed_each_year(life: Life) -> None:
    """The first year brings nothing new; in the second the next edition is issued, without P02."""
    assert await life.refused(1, "/yearly-review", {}) == "review-not-announced"
    await life.until(days=20 + 340)
    (soon,) = await life.get("/yearly-reviews", "chu-tich")
    assert (soon["agency"], soon["overdue"]) == ("SCT", False)
    await life.edition(1, "/yearly-review", {"note": "Không có thay đổi"})
    assert await life.get("/yearly-reviews", "chu-tich") == []
    await life.until(days=20 + 340 + 366)
    await life.until(days=20 + 740)
    (late,) = await life.get("/yearly-reviews", "chu-tich")
    assert late["overdue"]


async def next_edition(life: Life) -> None:
    await life.do("/agencies/SCT/editions", {}, EDITOR)
    await life.world.settle()
    copied = await life.get("/agencies/SCT/editions/2")
    assert [one["name"] for one in copied["procedures"]] == ["Thủ tục P01", "Thủ tục P02 (đã đính chính)"]
    deleted = await life.world.delete("catalog", "/agencies/SCT/editions/2/procedures/P02", as_=EDITOR)
    assert deleted.is_success
    await life.edition(2, "/issue", decision(2, life.start, life.first_day(800)))
    await life.until(days=799)
    assert await in_force(life) == ["P01", "P02"]
    await life.until(days=800)
    assert await in_force(life) == ["P01"]
    order = {"reason": "Sai thẩm quyền", "decision_number": "03/QĐ-SCT", "decision_date": str(life.start)}
    await life.edition(2, "/withdrawal", order)


async def told(servers: str) -> dict[int, list[str]]:
    """What a plain consumer reads of each edition of Industry and Trade, in order."""
    seen: dict[int, list[str]] = {}
    for records in (await read_topic(servers, Topic.CATALOG)).values():
        for record in records:
            headers: dict[str, Any] = {name: value.decode() for name, value in record.headers}
            data, told_as = json.loads(record.value), headers["ce_type"].split(".")[2]
            of_an_edition = "edition" in data and told_as != "CurrentProceduresTold"
            if of_an_edition and data["agency"] == "SCT":
                seen.setdefault(data["edition"], []).append(told_as)
    return seen


@pytest.fixture
def servers(own_data: Path, kafka: KafkaServer, postgres: PostgresServer) -> Iterator[dict[str, str]]:
    """Kafka, PostgreSQL and a server of documents, without anything of other tests; as settings."""
    prefix = fresh_name("life")
    for name in ("catalog", "cases", "sla"):
        postgres.create_database(f"{prefix}_{name}")
    mongo = MongoServer(own_data / "mongo")
    with running_together(mongo):
        yield {
            "kafka_bootstrap_servers": kafka.bootstrap_servers,
            "postgres_url": postgres.url(prefix),
            "mongo_url": mongo.url,
        }


async def test_a_catalogue_is_led_from_its_draft_to_its_end(tmp_path: Path, servers: dict[str, str]) -> None:
    await delete_topics(servers["kafka_bootstrap_servers"])
    async with living(tmp_path, "cases", **servers) as life:
        await life.found()
        await drafted(life)
        await commented_and_answered(life)
        await issued_and_sent(life)
        await corrected(life)
        await reviewed_each_year(life)
        await next_edition(life)
        await life.world.settle()
        assert await told(servers["kafka_bootstrap_servers"]) == {1: OF_FIRST, 2: OF_SECOND}
        for name in ("catalog", "cases"):
            assert await life.world.dead_letters(name) == []


async def test_what_came_due_while_nothing_ran_is_made_up_for_once(tmp_path: Path) -> None:
    async with living(tmp_path) as life:
        await life.found()
        await drafted(life)
        await life.edition(1, "/review", {}, EDITOR)
    for _ in range(2):
        async with living(tmp_path) as life:
            await life.until(days=30)
            assert (await life.events(1))[3:] == ["EditionSentForComments", "ReviewRoundClosed"]


async def test_a_draft_that_was_left_half_copied_is_completed_by_the_sweeper(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with living(tmp_path) as life:
        await life.found()
        await life.do("/agencies/SCT/editions", {}, EDITOR)
        for number in range(60):
            entry = procedure(f"P{number:02}", "Thẩm định tiêu chuẩn, điều kiện. " * 100)
            await life.edition(1, "/procedures", {"procedure": entry}, EDITOR)
        await life.edition(1, "/issue", decision(1, life.start, life.start), "importer")
        await life.world.settle()
        monkeypatch.setattr(CatalogApplication, "_carry_over", lambda *_: asyncio.sleep(0, 0))
        await life.do("/agencies/SCT/editions", {}, EDITOR)
        assert await life.refused(2, "/review", {}, EDITOR) == "edition-being-copied"
        for _ in range(5):
            await life.until(days=0)
        copied = await life.get("/agencies/SCT/editions/2")
        assert [one["procedure"] for one in copied["procedures"]] == [f"P{n:02}" for n in range(60)]
