"""A store that lacks what was seen in it is not used further."""

import pytest
from eventsourcing.persistence import StoredEvent

from shared.errors import Language
from shared.eventstore.continuity import Continuity
from shared.eventstore.errors import StoreSetBack

EVENT = StoredEvent("jar-a", 3, "Added", b"{}")


def test_a_new_process_has_seen_nothing() -> None:
    Continuity().verify(lambda _id: None)


def test_the_newest_is_looked_for() -> None:
    continuity = Continuity()
    continuity.saw(8, EVENT)
    continuity.saw(7, StoredEvent("jar-b", 1, "Added", b"{}"))
    continuity.verify({8: ("jar-a", 3)}.get)
    continuity.require()


@pytest.mark.parametrize("there", [None, ("jar-b", 3), ("jar-a", 2)])
def test_another_event_or_none_in_its_place_ends_it_for_good(there: tuple[str, int] | None) -> None:
    continuity, told = Continuity(), []
    continuity.on_set_back = lambda: told.append("yes")
    continuity.saw(8, EVENT)
    with pytest.raises(StoreSetBack, match="event 8 is missing"):
        continuity.verify(lambda _id: there)
    for look in (continuity.require, lambda: continuity.verify({8: ("jar-a", 3)}.get)):
        with pytest.raises(StoreSetBack):
            look()
    assert told == ["yes"]


def test_what_others_know_stops_writing_alone() -> None:
    continuity = Continuity("jars")
    continuity.set_back("read models", 60)
    continuity.set_back("sla", 57)
    continuity.require()
    with pytest.raises(StoreSetBack, match="event 60 is missing, which read models has") as refused:
        continuity.require_for_writing()
    assert "thiếu sự kiện 60 mà dữ liệu tra cứu đã nhận" in refused.value.message(Language.VI)
