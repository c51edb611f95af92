"""The search finds the same over MongoDB."""

from dev.local import MongoServer
from services.catalog.queries.edition.search_index import SearchIndex
from services.catalog.queries.edition.search_memory import Asked
from services.catalog.views.edition.search import SEARCH_VIEW
from shared.documents.mongo import MongoDocuments
from shared.documents.projector import Projector
from shared.eventstore.records import RecordedEvent
from tests.hosting import RECORDED_AT
from tests.unit.catalog.edition.test_search import STREAMS, TODAY


async def test_with_or_without_diacritics_over_mongodb(mongo: MongoServer, mongo_database: str) -> None:
    documents = MongoDocuments(mongo.url, mongo_database)
    await documents.open()
    try:
        projector = Projector(documents, SEARCH_VIEW)
        await projector.start()
        index = SearchIndex(documents, "catalog")
        assert (await index.search(Asked(text="bo nhiem"), TODAY, limit=9)).ids == []
        await projector.run_batch("catalog", recorded())
        for text in ("bổ nhiệm", "bo nhiem"):
            found = await index.search(Asked(text=text), TODAY, limit=9)
            assert [id.rpartition("/")[2] for id in found.ids] == ["P01", "P02", "P03", "P04"]
    finally:
        await documents.close()


def recorded() -> list[RecordedEvent]:
    ((stream, events),) = STREAMS.items()
    return [
        RecordedEvent(
            stream=stream,
            version=number,
            event=event,
            recorded_at=RECORDED_AT,
            command_id="",
            correlation_id="",
            causation_id="",
            notification_id=number,
        )
        for number, event in enumerate(events, 1)
    ]
