"""How every document store answers queries."""

import random
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any

import pytest

from shared.documents import (
    Collection,
    Document,
    Documents,
    Group,
    any_of,
    asc,
    collation_key,
    desc,
    eq,
    gt,
    gte,
    holds,
    instant,
    lt,
    lte,
    present,
)
from shared.documents.fitting import fits, in_order, is_behind
from shared.documents.query import Condition, Cursor, Sort

STORED = "cases@1"
START = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)


class Status(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


def case(number: int, **body: Any) -> Document:
    return Document(str(number), 1, body)


#: Six cases: two agencies, a nested holder, a due time that may be null or missing, urgent or not.
CASES = [
    case(1, agency="SNV", status="open", holder={"division": "TCCB"}, due_at=instant(START), weight=1),
    case(2, agency="SNV", status="closed", holder={"division": "VP"}, due_at=None, weight=2, urgent=True),
    case(3, agency="SCT", status="open", holder=None, weight=10, urgent=False),
    case(4, agency="SCT", status="open", due_at=instant(START + timedelta(microseconds=500_000)), weight=1.5),
    case(
        5, agency="SNV", status="open", holder={"division": "TCCB"}, due_at=instant(START + timedelta(days=1))
    ),
    case(6, agency="SNV", status="open", holder={"division": "VP"}, due_at=instant(START), urgent=True),
]
#: The same, to be judged without a store.
BODIES = [{**one.body, "id": one.id} for one in CASES]


async def ids(documents: Documents, *where: Condition, sort: tuple[Sort, ...] = ()) -> str:
    return "".join(one.id for one in await documents.find(STORED, where, sort))


class Asking:
    @pytest.fixture(autouse=True)
    async def _cases(self, documents: Documents) -> None:
        await documents.create(Collection("cases", indexes=(("agency", "status"), ("due_at",))), 1)
        await documents.upsert(STORED, CASES)

    @pytest.mark.parametrize(
        ("where", "expected"),
        [
            ([], "123456"),
            ([eq("agency", "SCT")], "34"),
            ([eq("agency", "SNV"), eq("status", Status.OPEN)], "156"),
            ([eq("holder.division", "VP")], "26"),
            ([eq("holder.division", None)], "34"),
            ([eq("due_at", None)], "23"),
            ([present("due_at")], "1456"),
            ([eq("urgent", True)], "26"),
            ([eq("urgent", False)], "3"),
            ([eq("weight", 1)], "1"),
            ([eq("weight", 1.5)], "4"),
            ([eq("agency", "snv")], ""),
            ([eq("agency", "' OR 1=1 --")], ""),
            ([eq("id", "5")], "5"),
            ([any_of("agency", ["SCT", "STTTT"])], "34"),
            ([any_of("id", ["6", "1"])], "16"),
            ([any_of("agency", [])], ""),
            ([any_of("due_at", [START, None])], "1236"),
            ([any_of("status", list(Status)), eq("agency", "SCT")], "34"),
            ([any_of("weight", [1, 10])], "13"),
            ([gt("due_at", START)], "45"),
            ([gte("due_at", START)], "1456"),
            ([lt("due_at", START + timedelta(seconds=1))], "146"),
            ([lte("due_at", START)], "16"),
            ([gte("due_at", START), lt("due_at", START + timedelta(hours=1)), eq("agency", "SNV")], "16"),
            ([lt("due_at", date(2026, 11, 24))], "146"),
            ([gt("weight", 1)], "234"),
            ([gte("weight", 1.5), lte("weight", 2)], "24"),
            ([lt("weight", 2)], "14"),
            ([gt("agency", 5)], ""),
            ([lt("weight", "z")], ""),
        ],
    )
    async def test_conditions(self, documents: Documents, where: list[Condition], expected: str) -> None:
        assert await ids(documents, *where) == expected
        assert await documents.count(STORED, where) == len(expected)
        assert "".join(one["id"] for one in BODIES if fits(one, where)) == expected

    @pytest.mark.parametrize(
        ("sort", "expected"),
        [
            ((), "123456"),
            ((asc("due_at"),), "231645"),
            ((desc("due_at"),), "541623"),
            ((asc("agency"), desc("due_at")), "435162"),
            ((desc("weight"),), "324156"),
            ((desc("id"),), "654321"),
            ((asc("holder.division"), desc("id")), "435162"),
        ],
    )
    async def test_orders_put_null_first_and_end_with_the_id(
        self, documents: Documents, sort: tuple[Sort, ...], expected: str
    ) -> None:
        assert await ids(documents, sort=sort) == expected
        assert "".join(one["id"] for one in in_order(BODIES, sort)) == expected

    async def test_what_came_at_the_same_instant_is_ordered_by_its_place(self, documents: Documents) -> None:
        """As an inbox is: the unread first, then the newest; of a batch, the last of the log."""
        await documents.create(Collection("inbox", indexes=(("recipient", "read", "added_at", "place"),)), 1)
        places = {"f": 9, "b": 10, "e": 100, "a": 7, "d": 8, "c": 11}
        later, read = {"d"}, {"a", "e"}
        inbox = [
            Document(
                id,
                1,
                {
                    "recipient": "an",
                    "read": id in read,
                    "added_at": instant(START + timedelta(seconds=id in later)),
                    "place": place,
                },
            )
            for id, place in places.items()
        ]
        await documents.upsert("inbox@1", inbox)
        newest = (asc("read"), desc("added_at"), desc("place"))
        where = [eq("recipient", "an")]
        assert "".join(one.id for one in await documents.find("inbox@1", where, newest)) == "dcbfea"
        parts = [await documents.find("inbox@1", where, newest, 2, offset) for offset in (0, 2, 4)]
        assert "".join(one.id for part in parts for one in part) == "dcbfea"

    @pytest.mark.parametrize(
        "sort",
        [
            (),
            (asc("due_at"),),
            (desc("due_at"),),
            (asc("agency"), desc("due_at")),
            (desc("weight"), asc("id")),
        ],
    )
    async def test_pages_by_cursor_and_by_offset_make_up_the_whole(
        self, documents: Documents, sort: tuple[Sort, ...]
    ) -> None:
        whole = await documents.find(STORED, sort=sort)
        after: Cursor | None = None
        for place, document in enumerate(whole):
            assert await documents.find(STORED, (), sort, 1, after=after) == [document]
            assert await documents.find(STORED, (), sort, 1, offset=place) == [document]
            after = document.cursor(sort)
            behind = [one["id"] for one in in_order(BODIES, sort) if is_behind(one, sort, after)]
            assert behind == [one.id for one in whole[place + 1 :]]
        assert await documents.find(STORED, (), sort, 1, after=after) == []

    async def test_a_cursor_keeps_to_the_conditions(self, documents: Documents) -> None:
        sort = (asc("due_at"),)
        found = await documents.find(STORED, [eq("agency", "SNV")], sort, after=CASES[0].cursor(sort))
        assert [one.id for one in found] == ["6", "5"]

    async def test_a_snapshot_is_asked_as_the_store_is(self, documents: Documents) -> None:
        async with documents.snapshot() as still:
            assert await ids(still, eq("agency", "SCT"), sort=(desc("weight"),)) == "34"
            assert await still.group_count(STORED, "agency") == await documents.group_count(STORED, "agency")

    async def test_a_limit_of_none_of_them_is_kept(self, documents: Documents) -> None:
        assert await documents.find(STORED, limit=0) == []
        assert await documents.group_count(STORED, "agency", limit=0) == []

    async def test_groups_come_largest_first(self, documents: Documents) -> None:
        assert await documents.group_count(STORED, "agency") == [Group(("SNV",), 4), Group(("SCT",), 2)]

    async def test_or_smallest_first_with_equal_ones_by_value(self, documents: Documents) -> None:
        assert await documents.group_count(STORED, ["holder.division"], descending=False) == [
            Group((None,), 2),
            Group(("TCCB",), 2),
            Group(("VP",), 2),
        ]

    async def test_groups_by_two_fields_under_a_condition(self, documents: Documents) -> None:
        assert await documents.group_count(STORED, ("agency", "holder.division"), [eq("status", "open")]) == [
            Group(("SCT", None), 2),
            Group(("SNV", "TCCB"), 2),
            Group(("SNV", "VP"), 1),
        ]

    async def test_groups_keep_the_types_of_their_values(self, documents: Documents) -> None:
        groups = await documents.group_count(STORED, "urgent")
        assert groups == [Group((None,), 3), Group((True,), 2), Group((False,), 1)]
        assert [type(group.values[0]) for group in groups] == [type(None), bool, bool]

    async def test_groups_may_be_limited(self, documents: Documents) -> None:
        assert await documents.group_count(STORED, "agency", limit=1) == [Group(("SNV",), 4)]

    async def test_a_field_that_is_no_path_is_refused(self, documents: Documents) -> None:
        with pytest.raises(ValueError, match="path"):
            await documents.group_count(STORED, "agency') --")


class Lists:
    """What a list holds."""

    @pytest.fixture(autouse=True)
    async def _cases(self, documents: Documents) -> None:
        await documents.create(self.collection, 1)
        bodies = {"1": ["VP"], "2": ["VP", "PC"], "3": [], "4": None, "5": ["PC", "PC"]}
        await documents.upsert(STORED, [Document(id, 1, {"divisions": one}) for id, one in bodies.items()])

    collection = Collection("cases", lists=("divisions",))

    async def test_a_list_holds_its_values_each_document_once(self, documents: Documents) -> None:
        for value, expected in (("VP", "12"), ("PC", "25"), ("V", ""), ('["VP"]', "")):
            assert await ids(documents, holds("divisions", value)) == expected
            assert await documents.count(STORED, [holds("divisions", value)]) == len(expected)
        assert await ids(documents, holds("divisions", "VP"), holds("divisions", "PC")) == "2"

    async def test_what_is_taken_out_is_not_held_and_an_older_write_puts_nothing_in(
        self, documents: Documents
    ) -> None:
        assert await documents.upsert(STORED, [Document("2", 3, {"divisions": ["LD"]})]) == 1
        assert await documents.upsert(STORED, [Document("2", 2, {"divisions": ["VP"]})]) == 0
        assert await documents.upsert(STORED, [Document("1", 2, {"other": 1})]) == 1
        assert await ids(documents, holds("divisions", "VP")) == ""
        assert await ids(documents, holds("divisions", "LD")) == "2"

    async def test_a_list_that_is_asked_for_later_is_filled_from_what_is_there(
        self, documents: Documents
    ) -> None:
        later = Collection("steps", lists=("people",))
        await documents.create(Collection("steps"), 1)
        await documents.upsert("steps@1", [Document("1", 1, {"people": ["lan"]})])
        for _ in range(2):
            await documents.create(later, 1)
            assert await documents.count("steps@1", [holds("people", "lan")]) == 1
        assert await documents.generations("steps") == [1]
        await documents.drop("steps", 1)
        await documents.create(later, 1)
        assert await documents.count("steps@1", [holds("people", "lan")]) == 0


IN_ORDER = ["An", "Ánh", "Ân", "Ẩn", "Bình", "Dũng", "Đạt", "Em", "Êm"]
IN_ORDER += ["Oanh", "Ơn", "Tuấn", "Ước", "Ý", "Yên"]
NAMES = IN_ORDER[::2] + IN_ORDER[1::2]


class Vietnamese:
    async def test_text_sorts_and_compares_by_code_point(self, documents: Documents) -> None:
        await documents.upsert(STORED, [Document(name, 1, {"name": name}) for name in NAMES])
        found = await documents.find(STORED, sort=[asc("name")])
        assert [one.id for one in found] == sorted(NAMES)
        found = await documents.find(STORED, [gt("name", "Tuấn"), lt("name", "Đ")], [desc("name")])
        assert [one.id for one in found] == sorted((n for n in NAMES if "Tuấn" < n < "Đ"), reverse=True)

    async def test_names_sort_as_a_vietnamese_reader_expects(self, documents: Documents) -> None:
        await documents.upsert(STORED, [Document(name, 1, {"key": collation_key(name)}) for name in NAMES])
        found = await documents.find(STORED, sort=[asc("key")])
        assert [one.id for one in found] == IN_ORDER

    async def test_text_is_found_and_grouped_by_its_very_letters(self, documents: Documents) -> None:
        units = ["Phòng Tổ chức", "Phòng Tổ chức", "Phong To chuc", "phòng tổ chức"]
        bodies = [Document(str(number), 1, {"unit": unit}) for number, unit in enumerate(units)]
        await documents.upsert(STORED, bodies)
        assert await documents.count(STORED, [eq("unit", "Phòng Tổ chức")]) == 2
        assert (await documents.group_count(STORED, "unit"))[0] == Group(("Phòng Tổ chức",), 2)

    async def test_any_documents_sort_as_the_plain_rule_says(self, documents: Documents) -> None:
        seed = random.Random(30)
        many = [
            Document(f"{n:03d}", 1, {"name": seed.choice([None, *NAMES]), "n": seed.randrange(4)})
            for n in range(120)
        ]
        await documents.upsert(STORED, many)
        expected = sorted(many, key=lambda one: (one.body["n"], one.body["name"] or ""))
        assert await documents.find(STORED, sort=[asc("n"), asc("name")]) == expected
