"""The catalog over HTTP."""

from collections.abc import Sequence

from fastapi import APIRouter

from services.catalog.api.delivery import deliveries, received_catalogues
from services.catalog.api.edition.editions import edition_commands
from services.catalog.api.edition.export import national_list
from services.catalog.api.edition.paper_imports import paper_imports
from services.catalog.api.edition.printing import papers, public_papers
from services.catalog.api.edition.public import public_catalogue
from services.catalog.api.edition.queries import edition_queries
from services.catalog.api.edition.searching import catalogue_search
from services.catalog.api.edition.validity import validity_commands
from services.catalog.api.organisation.agencies import agency_commands
from services.catalog.api.organisation.as_of import organisation_queries
from services.catalog.api.organisation.imports import import_commands
from services.catalog.api.organisation.queries import agency_queries
from services.catalog.api.organisation.reorganisation import reorganisation_commands
from services.catalog.api.organisation.staff import staff_commands
from services.catalog.api.organisation.tables import table_routes
from services.catalog.api.procedure.differences import differences, public_differences
from services.catalog.api.review import reviews, waiting_rounds
from services.catalog.api.simplification.simplification import simplification_routes
from services.catalog.api.wired import CatalogWired
from services.catalog.api.yearly import yearly_review, yearly_reviews
from services.catalog.application.catalog import CatalogApplication


def routes(application: CatalogApplication, asked: CatalogWired) -> Sequence[APIRouter]:
    """All routes of the service."""
    agencies, contents = asked.organisation, asked.contents
    return (
        organisation_queries(agencies),
        table_routes(application, agencies),
        agency_commands(application),
        reorganisation_commands(application),
        staff_commands(application),
        import_commands(application),
        edition_commands,
        paper_imports,
        agency_queries(application, agencies),
        edition_queries,
        differences,
        papers,
        *simplification_routes(application, contents, agencies, asked.simplification),
        national_list,
        public_catalogue,
        public_differences,
        public_papers,
        catalogue_search,
        reviews,
        waiting_rounds,
        deliveries,
        received_catalogues,
        validity_commands,
        yearly_review,
        yearly_reviews,
    )
