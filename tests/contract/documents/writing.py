"""How every document store writes."""

import asyncio
import random
from datetime import UTC, datetime

import pytest

from shared.documents import Collection, Document, Documents, instant

CASES = Collection("cases", indexes=(("agency", "status"), ("holder.division",)))
STORED = "cases@1"


class Writing:
    async def test_what_is_written_is_read(self, documents: Documents) -> None:
        body = {"subject": "Cấp phép xây dựng – Quảng Nam", "steps": [{"code": "a", "done": None}], "n": 2.5}
        assert await documents.upsert(STORED, [Document("1", 3, body)]) == 1
        assert await documents.get(STORED, "1") == Document("1", 3, body)

    async def test_a_newer_version_replaces_the_whole_body(self, documents: Documents) -> None:
        await documents.upsert(STORED, [Document("1", 1, {"a": 1, "b": 1})])
        assert await documents.upsert(STORED, [Document("1", 2, {"a": 2})]) == 1
        assert await documents.get(STORED, "1") == Document("1", 2, {"a": 2})

    @pytest.mark.parametrize("version", [1, 2])
    async def test_an_older_or_equal_version_is_left_out(self, documents: Documents, version: int) -> None:
        await documents.upsert(STORED, [Document("1", 2, {"a": "newer"})])
        assert await documents.upsert(STORED, [Document("1", version, {"a": "older"})]) == 0
        assert await documents.get(STORED, "1") == Document("1", 2, {"a": "newer"})

    async def test_old_ones_in_a_bulk_hold_up_nothing(self, documents: Documents) -> None:
        await documents.upsert(STORED, [Document("2", 5, {"a": 5})])
        bulk = [Document(str(number), 3, {"a": 3}) for number in range(5)]
        assert await documents.upsert(STORED, bulk) == 4
        found = await documents.find(STORED)
        assert [(one.id, one.version) for one in found] == [("0", 3), ("1", 3), ("2", 5), ("3", 3), ("4", 3)]

    async def test_of_one_document_twice_in_a_bulk_the_newest_counts(self, documents: Documents) -> None:
        bulk = [Document("1", version, {"a": version}) for version in (2, 3, 1)]
        assert await documents.upsert(STORED, bulk) == 1
        assert await documents.get(STORED, "1") == Document("1", 3, {"a": 3})

    async def test_versions_written_at_once_leave_the_newest(self, documents: Documents) -> None:
        versions = random.Random(2307).sample(range(1, 41), 40)
        await asyncio.gather(
            *(documents.upsert(STORED, [Document("1", version, {"a": version})]) for version in versions)
        )
        assert await documents.get(STORED, "1") == Document("1", 40, {"a": 40})

    async def test_of_two_who_write_one_version_one_is_told_that_it_was_written(
        self, documents: Documents
    ) -> None:
        written = await asyncio.gather(
            *(documents.upsert(STORED, [Document("1", 1, {"by": number})]) for number in range(8))
        )
        assert sum(written) == 1
        assert await documents.get(STORED, "1") == Document("1", 1, {"by": written.index(1)})

    async def test_one_write_may_go_to_several_collections(self, documents: Documents) -> None:
        one = Document("1", 1, {"a": 1})
        assert (
            await documents.write({"cases@1": [one], "steps@1": [one, Document("2", 1, {})], "x@1": []}) == 3
        )
        assert await documents.count("steps@1") == 2

    async def test_many_documents_in_one_write(self, documents: Documents) -> None:
        many = [Document(f"{number:04d}", 1, {"number": number}) for number in range(600)]
        assert await documents.upsert(STORED, many) == 600
        found = await documents.get_many(STORED, [one.id for one in many] + ["not there"])
        assert sorted(found.values(), key=lambda one: one.id) == many

    @pytest.mark.parametrize("value", [datetime(2026, 11, 23, tzinfo=UTC), object(), {1: 2}, [[{"a": b"x"}]]])
    async def test_what_is_not_plain_json_is_refused(self, documents: Documents, value: object) -> None:
        with pytest.raises(TypeError, match="instant"):
            await documents.upsert(STORED, [Document("1", 1, {"at": value})])
        assert await documents.get(STORED, "1") is None

    async def test_times_are_kept_as_text_of_one_width(self, documents: Documents) -> None:
        at = instant(datetime(2026, 11, 23, 7, 5, tzinfo=UTC))
        await documents.upsert(STORED, [Document("1", 1, {"at": at})])
        found = await documents.get(STORED, "1")
        assert found is not None
        assert found.body["at"] == "2026-11-23T07:05:00.000000Z"

    async def test_nothing_written_is_nothing_found(self, documents: Documents) -> None:
        assert await documents.upsert(STORED, []) == 0
        assert await documents.get(STORED, "1") is None
        assert await documents.get_many(STORED, []) == {}


class Collections:
    async def test_a_generation_is_there_once_it_is_made(self, documents: Documents) -> None:
        await documents.create(CASES, 2)
        await documents.create(Collection("cases_closed"), 7)
        await documents.create(CASES, 10)
        assert await documents.generations("cases") == [2, 10]

    async def test_making_it_again_keeps_its_documents_and_adds_indexes(self, documents: Documents) -> None:
        await documents.create(Collection("cases"), 1)
        await documents.upsert(STORED, [Document("1", 1, {"agency": "SNV"})])
        await documents.create(CASES, 1)
        await documents.create(CASES, 1)
        assert await documents.count(STORED) == 1

    async def test_a_dropped_generation_takes_its_documents_with_it(self, documents: Documents) -> None:
        for generation in (1, 2):
            await documents.create(CASES, generation)
            await documents.upsert(f"cases@{generation}", [Document("1", 1, {})])
        await documents.drop("cases", 1)
        await documents.drop("cases", 1)
        assert await documents.generations("cases") == [2]
        assert (await documents.count("cases@1"), await documents.count("cases@2")) == (0, 1)

    async def test_a_collection_that_is_not_there_is_empty(self, documents: Documents) -> None:
        assert await documents.find("nothing@1") == []
        assert await documents.count("nothing@1") == 0
        assert await documents.group_count("nothing@1", "agency") == []
        assert await documents.get("nothing@1", "1") is None

    async def test_a_first_write_after_a_drop_makes_it_again(self, documents: Documents) -> None:
        await documents.upsert(STORED, [Document("1", 9, {})])
        await documents.drop("cases", 1)
        assert await documents.upsert(STORED, [Document("1", 1, {})]) == 1
