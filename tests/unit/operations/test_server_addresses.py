"""Where a deployment's servers are, as people are told."""

from shared.settings import load_settings
from tthc.operations.server_addresses import servers_of


def test_addresses_are_told_without_names_and_passwords() -> None:
    settings = load_settings(
        kafka_bootstrap_servers="broker:9092",
        postgres_url="postgresql://tthc:hidden@store:5432/tthc",
        mongo_url="mongodb://documents:27017/?directConnection=true",
    )
    assert servers_of(settings) == {
        "Kafka": "broker:9092",
        "PostgreSQL": "store:5432",
        "MongoDB": "documents:27017",
    }


def test_files_need_no_server() -> None:
    assert servers_of(load_settings()) == {}
