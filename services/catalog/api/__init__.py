"""The catalog over HTTP."""

from collections.abc import Sequence

from fastapi import APIRouter

from services.catalog.api.agencies import agency_commands
from services.catalog.api.editions import edition_commands
from services.catalog.api.imports import import_commands
from services.catalog.api.organisation import organisation_queries
from services.catalog.api.public import public_queries
from services.catalog.api.queries import query_routes
from services.catalog.api.reorganisation import reorganisation_commands
from services.catalog.api.staff import staff_commands
from services.catalog.api.tables import table_routes
from services.catalog.application import CatalogApplication
from services.catalog.views import CatalogQueries


def routes(application: CatalogApplication, queries: CatalogQueries) -> Sequence[APIRouter]:
    """All routes of the service."""
    return (
        organisation_queries(queries),
        table_routes(application, queries),
        agency_commands(application),
        reorganisation_commands(application),
        staff_commands(application),
        import_commands(application),
        edition_commands(application),
        query_routes(application, queries),
        public_queries(queries),
    )
