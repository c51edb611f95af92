"""The catalog over HTTP."""

from collections.abc import Sequence

from fastapi import APIRouter

from services.catalog.api.agencies import agency_commands
from services.catalog.api.editions import edition_commands
from services.catalog.api.imports import import_commands
from services.catalog.api.public import public_queries
from services.catalog.api.queries import query_routes
from services.catalog.api.searching import search_queries
from services.catalog.application import CatalogApplication
from services.catalog.views import CatalogQueries, ReadingQueries


def routes(
    application: CatalogApplication, queries: CatalogQueries, reading: ReadingQueries
) -> Sequence[APIRouter]:
    """All routes of the service."""
    return (
        agency_commands(application),
        import_commands(application),
        edition_commands(application),
        query_routes(application, queries),
        public_queries(reading),
        search_queries(reading),
    )
