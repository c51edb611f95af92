"""Agencies with their people, and catalogues: the read models, and the questions asked of them."""

from services.catalog.views import force  # its handlers join the catalogues' view
from services.catalog.views.agencies import AGENCY_VIEW
from services.catalog.views.catalogues import CATALOGUE_VIEW
from services.catalog.views.queries import CatalogQueries
from services.catalog.views.reading import ReadingQueries, UnknownPlace
from services.catalog.views.search import SEARCH_VIEW
from services.catalog.views.search_index import Asked

VIEWS = (AGENCY_VIEW, CATALOGUE_VIEW, SEARCH_VIEW)

__all__ = [
    "AGENCY_VIEW",
    "CATALOGUE_VIEW",
    "SEARCH_VIEW",
    "VIEWS",
    "Asked",
    "CatalogQueries",
    "ReadingQueries",
    "UnknownPlace",
    "force",
]
