"""Agencies with their people, and catalogues: the read models, and the questions asked of them."""

from services.catalog.views import staff  # it lets the agencies' view follow divisions and officials
from services.catalog.views.agencies import AGENCY_VIEW
from services.catalog.views.catalogues import CATALOGUE_VIEW
from services.catalog.views.queries import CatalogQueries

VIEWS = (AGENCY_VIEW, CATALOGUE_VIEW)

__all__ = ["AGENCY_VIEW", "CATALOGUE_VIEW", "VIEWS", "CatalogQueries", "staff"]
