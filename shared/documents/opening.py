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
