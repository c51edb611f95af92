"""A service's read models, where the settings say."""

from pathlib import Path

from shared.contracts.topics import Service
from shared.deployment import database_of
from shared.documents.mongo import MongoDocuments
from shared.documents.port import Documents
from shared.documents.sqlite import SqliteDocuments


def documents(mongo_url: str | None, data_dir: Path, service: Service) -> Documents:
    """MongoDB where there is an URL, else SQLite in the data directory."""
    if mongo_url:
        return MongoDocuments(mongo_url, database_of(service))
    return SqliteDocuments(data_dir / f"{service.value}.documents.sqlite")


def access_log_file(data_dir: Path, service: Service) -> Path:
    """Where the access log of a service lies, if it is a file."""
    return data_dir / f"{service.value}.access-log.sqlite"


def access_log_documents(mongo_url: str | None, data_dir: Path, service: Service) -> Documents:
    """Where a service's access log is written: beside its read models, in a file of its own, as it can't be
    made anew from events.
    """
    if mongo_url:
        return MongoDocuments(mongo_url, database_of(service))
    return SqliteDocuments(access_log_file(data_dir, service))
