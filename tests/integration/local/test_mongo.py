"""The MongoDB-protocol server: on any port, with data that survive."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pymongo import MongoClient
from pymongo.collection import Collection

from dev.local import MongoServer, running_together
from tests.integration.local.waiting import eventually

Document = dict[str, object]


@contextmanager
def documents(url: str, database: str) -> Iterator[Collection[Document]]:
    client: MongoClient[Document] = MongoClient(url, serverSelectionTimeoutMS=5000)
    try:
        yield client[database]["documents"]
    finally:
        client.close()


def test_it_keeps_and_finds_documents(mongo: MongoServer, mongo_database: str) -> None:
    with documents(mongo.url, mongo_database) as collection:
        collection.create_index("case", unique=True)
        collection.insert_many([{"case": "SNV-1", "open": True}, {"case": "SNV-2", "open": False}])
        assert [found["case"] for found in collection.find({"open": True})] == ["SNV-1"]


def test_two_servers_run_side_by_side_and_share_nothing(mongo: MongoServer, own_data: Path) -> None:
    other = MongoServer(own_data)
    with running_together(other), documents(mongo.url, "a") as ours, documents(other.url, "a") as theirs:
        ours.insert_one({"case": "SNV-1"})
        assert theirs.count_documents({}) == 0


def test_a_restart_and_a_kill_keep_what_reached_the_file(own_data: Path) -> None:
    server = MongoServer(own_data)
    with running_together(server):
        with documents(server.url, "a") as collection:
            collection.insert_one({"case": "SNV-1"})
        server.restart()
        with documents(server.url, "a") as collection:  # an old client would try its dead connection
            collection.insert_one({"case": "SNV-2"})
        assert eventually(lambda: b"SNV-2" in (own_data / "data.h2").read_bytes())
        server.kill()
        server.start()
        with documents(server.url, "a") as collection:
            assert {found["case"] for found in collection.find()} == {"SNV-1", "SNV-2"}
