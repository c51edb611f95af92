"""The catalog over HTTP."""

from collections.abc import Callable, Sequence
from datetime import datetime

from fastapi import APIRouter

from services.catalog.api.delivery import delivery_routes, received_catalogues
from services.catalog.api.edition.editions import edition_commands
from services.catalog.api.edition.export import export_queries
from services.catalog.api.edition.paper_imports import paper_imports
from services.catalog.api.edition.printing import Printing, paper_routes, public_paper_routes
from services.catalog.api.edition.public import public_queries
from services.catalog.api.edition.queries import edition_queries
from services.catalog.api.edition.searching import search_queries
from services.catalog.api.edition.validity import validity_routes
from services.catalog.api.organisation.agencies import agency_commands
from services.catalog.api.organisation.as_of import organisation_queries
from services.catalog.api.organisation.imports import import_commands
from services.catalog.api.organisation.queries import agency_queries
from services.catalog.api.organisation.reorganisation import reorganisation_commands
from services.catalog.api.organisation.staff import staff_commands
from services.catalog.api.organisation.tables import table_routes
from services.catalog.api.procedure.differences import difference_queries, public_difference_queries
from services.catalog.api.review import review_routes, waiting_rounds
from services.catalog.api.simplification.simplification import simplification_routes
from services.catalog.api.yearly import yearly_reviews, yearly_routes
from services.catalog.application.catalog import CatalogApplication
from services.catalog.national_list.fields import ListField
from services.catalog.printing.decision_pdf import Setting
from services.catalog.queries.delivery import DeliveryQueries
from services.catalog.queries.edition.contents import EditionContents
from services.catalog.queries.edition.editions import EditionQueries
from services.catalog.queries.edition.reading import ReadingQueries
from services.catalog.queries.organisation.agencies import OrganisationQueries
from services.catalog.queries.review import ReviewQueries
from services.catalog.queries.simplification import SimplificationQueries
from services.catalog.queries.yearly import YearlyQueries
from shared.documents.port import Documents


def routes(
    application: CatalogApplication,
    documents: Documents,
    setting: Setting,
    fields: Sequence[ListField],
    now: Callable[[], datetime],
) -> Sequence[APIRouter]:
    """All routes of the service; `setting` is for its PDFs, `fields` are those of the national list."""
    agencies, editions = OrganisationQueries(documents), EditionQueries(documents)
    reviews, deliveries = ReviewQueries(documents), DeliveryQueries(documents)
    yearly = YearlyQueries(documents)
    reading = ReadingQueries(documents, application.name)
    contents = EditionContents(application, editions)
    printing = Printing(application, setting)
    return (
        organisation_queries(agencies),
        table_routes(application, agencies),
        agency_commands(application),
        reorganisation_commands(application),
        staff_commands(application),
        import_commands(application),
        edition_commands(application),
        paper_imports(application),
        agency_queries(application, agencies),
        edition_queries(application, editions),
        difference_queries(contents, agencies),
        paper_routes(printing),
        *simplification_routes(application, contents, agencies, SimplificationQueries(documents)),
        export_queries(contents, agencies, fields),
        public_queries(reading),
        public_difference_queries(contents, agencies),
        public_paper_routes(printing),
        search_queries(reading),
        review_routes(application, reviews),
        waiting_rounds(reviews),
        delivery_routes(application, deliveries),
        received_catalogues(deliveries),
        validity_routes(application),
        yearly_routes(application, yearly),
        yearly_reviews(yearly, now),
    )
