"""Read models: documents with versions, views that make them from events, and queries.

The stores are `shared.documents.sqlite.SqliteDocuments` and `shared.documents.mongo.MongoDocuments`.
"""

from shared.documents.generations import RebuildOvertaken
from shared.documents.port import Collection, Document, Documents, Group
from shared.documents.projection import ProjectionSession, RecordedEvent, View
from shared.documents.projector import Projector, rebuild
from shared.documents.query import any_of, asc, desc, eq, gt, gte, holds, lt, lte, present
from shared.documents.reader import Page, Reader
from shared.documents.values import Body, collation_key, instant, parse_instant

__all__ = [
    "Body",
    "Collection",
    "Document",
    "Documents",
    "Group",
    "Page",
    "ProjectionSession",
    "Projector",
    "Reader",
    "RebuildOvertaken",
    "RecordedEvent",
    "View",
    "any_of",
    "asc",
    "collation_key",
    "desc",
    "eq",
    "gt",
    "gte",
    "holds",
    "instant",
    "lt",
    "lte",
    "parse_instant",
    "present",
    "rebuild",
]
