"""All routes of the service."""

from services.catalog.api.delivery import deliveries
from services.catalog.api.delivery_queries import delivery_queries, received_catalogues
from services.catalog.api.edition.checking import edition_check
from services.catalog.api.edition.editions import edition_commands
from services.catalog.api.edition.export import national_list
from services.catalog.api.edition.filling import filling_commands
from services.catalog.api.edition.paper_imports import paper_imports
from services.catalog.api.edition.printing import papers, public_papers
from services.catalog.api.edition.public import public_catalogue
from services.catalog.api.edition.queries import edition_queries
from services.catalog.api.edition.searching import catalogue_search
from services.catalog.api.edition.validity import validity_commands
from services.catalog.api.organisation.agencies import agencies
from services.catalog.api.organisation.as_of import as_of
from services.catalog.api.organisation.engaging import engaging
from services.catalog.api.organisation.imports import imports
from services.catalog.api.organisation.queries import agency_queries
from services.catalog.api.organisation.reorganisation import reorganisation
from services.catalog.api.organisation.staff import staff
from services.catalog.api.organisation.table_export import table_export
from services.catalog.api.organisation.tables import tables
from services.catalog.api.procedure.differences import differences, public_differences
from services.catalog.api.review import reviews
from services.catalog.api.review_queries import review_queries, waiting_rounds
from services.catalog.api.simplification.programmes import programmes
from services.catalog.api.simplification.queries import programme_queries
from services.catalog.api.yearly import yearly_review, yearly_reviews

ROUTERS = (
    as_of,
    tables,
    table_export,
    agencies,
    reorganisation,
    staff,
    imports,
    engaging,
    edition_commands,
    filling_commands,
    paper_imports,
    agency_queries,
    edition_queries,
    edition_check,
    differences,
    papers,
    programmes,
    programme_queries,
    national_list,
    public_catalogue,
    public_differences,
    public_papers,
    catalogue_search,
    reviews,
    review_queries,
    waiting_rounds,
    deliveries,
    delivery_queries,
    received_catalogues,
    validity_commands,
    yearly_review,
    yearly_reviews,
)
