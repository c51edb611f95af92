"""The catalog over HTTP."""

from collections.abc import Callable, Sequence
from datetime import datetime

from fastapi import APIRouter

from services.catalog.api.agencies import agency_commands
from services.catalog.api.deliveries import delivery_routes, received_catalogues
from services.catalog.api.editions import edition_commands
from services.catalog.api.imports import import_commands
from services.catalog.api.public import public_queries
from services.catalog.api.queries import query_routes
from services.catalog.api.reviews import review_routes, waiting_rounds
from services.catalog.api.searching import search_queries
from services.catalog.api.standing import standing_routes, yearly_reviews
from services.catalog.application import CatalogApplication
from services.catalog.views import CatalogQueries, LifeQueries, ReadingQueries


def routes(
    application: CatalogApplication,
    queries: CatalogQueries,
    life: LifeQueries,
    reading: ReadingQueries,
    now: Callable[[], datetime],
) -> Sequence[APIRouter]:
    """All routes of the service."""
    return (
        agency_commands(application),
        import_commands(application),
        edition_commands(application),
        query_routes(application, queries),
        public_queries(reading),
        search_queries(reading),
        review_routes(application, life),
        waiting_rounds(life),
        delivery_routes(application, life),
        received_catalogues(life),
        standing_routes(application, life),
        yearly_reviews(life, now),
    )
