"""The catalog over HTTP."""

from collections.abc import Callable, Sequence
from datetime import datetime

from fastapi import APIRouter

from services.catalog.api.agencies import agency_commands
from services.catalog.api.deliveries import delivery_routes, received_catalogues
from services.catalog.api.differences import difference_queries, public_difference_queries
from services.catalog.api.editions import edition_commands
from services.catalog.api.export import export_queries
from services.catalog.api.imports import import_commands
from services.catalog.api.organisation import organisation_queries
from services.catalog.api.paper_imports import paper_imports
from services.catalog.api.paperwork import Paperwork, paper_routes, public_paper_routes
from services.catalog.api.public import public_queries
from services.catalog.api.queries import query_routes
from services.catalog.api.reorganisation import reorganisation_commands
from services.catalog.api.reviews import review_routes, waiting_rounds
from services.catalog.api.searching import search_queries
from services.catalog.api.simplification import simplification_routes
from services.catalog.api.staff import staff_commands
from services.catalog.api.standing import standing_routes, yearly_reviews
from services.catalog.api.tables import table_routes
from services.catalog.application import CatalogApplication
from services.catalog.edition_contents import EditionContents
from services.catalog.national_list import ListField
from services.catalog.paperwork.decision_pdf import Setting
from services.catalog.views import CatalogQueries, LifeQueries, ReadingQueries, SimplificationQueries
from shared.documents.port import Documents


def routes(
    application: CatalogApplication,
    documents: Documents,
    setting: Setting,
    fields: Sequence[ListField],
    now: Callable[[], datetime],
) -> Sequence[APIRouter]:
    """All routes of the service; `setting` is for its PDFs, `fields` are those of the national list."""
    queries, life = CatalogQueries(documents), LifeQueries(documents)
    reading = ReadingQueries(documents, application.name)
    contents = EditionContents(application, queries)
    paperwork = Paperwork(application, setting)
    return (
        organisation_queries(queries),
        table_routes(application, queries),
        agency_commands(application),
        reorganisation_commands(application),
        staff_commands(application),
        import_commands(application),
        edition_commands(application),
        paper_imports(application),
        query_routes(application, queries),
        difference_queries(contents, queries),
        paper_routes(paperwork),
        *simplification_routes(application, queries, SimplificationQueries(documents)),
        export_queries(contents, queries, fields),
        public_queries(reading),
        public_difference_queries(contents, queries),
        public_paper_routes(paperwork),
        search_queries(reading),
        review_routes(application, life),
        waiting_rounds(life),
        delivery_routes(application, life),
        received_catalogues(life),
        standing_routes(application, life),
        yearly_reviews(life, now),
    )
