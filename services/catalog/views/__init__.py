"""Agencies with their people, and catalogues: the read models, and the questions asked of them."""

from services.catalog.views.agencies import AGENCY_VIEW
from services.catalog.views.catalogues import CATALOGUE_VIEW
from services.catalog.views.queries import CatalogQueries
from services.catalog.views.simplification import SIMPLIFICATION_VIEW, SimplificationQueries

VIEWS = (AGENCY_VIEW, CATALOGUE_VIEW, SIMPLIFICATION_VIEW)

__all__ = [
    "AGENCY_VIEW",
    "CATALOGUE_VIEW",
    "SIMPLIFICATION_VIEW",
    "VIEWS",
    "CatalogQueries",
    "SimplificationQueries",
]
