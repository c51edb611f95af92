"""Agencies with their people, and catalogues: the read models, and the questions asked of them."""

from services.catalog.views import force, life, staff
from services.catalog.views.agencies import AGENCY_VIEW
from services.catalog.views.catalogues import CATALOGUE_VIEW
from services.catalog.views.deliveries import DELIVERY_VIEW
from services.catalog.views.dues import DUES_VIEW
from services.catalog.views.life_queries import LifeQueries
from services.catalog.views.queries import CatalogQueries
from services.catalog.views.reading import ReadingQueries
from services.catalog.views.reviews import REVIEW_VIEW
from services.catalog.views.search import SEARCH_VIEW
from services.catalog.views.search_memory import Asked, UnknownPlace
from services.catalog.views.simplification import SIMPLIFICATION_VIEW, SimplificationQueries
from services.catalog.views.yearly_reviews import YEARLY_VIEW

VIEWS = (
    AGENCY_VIEW,
    CATALOGUE_VIEW,
    SEARCH_VIEW,
    REVIEW_VIEW,
    DELIVERY_VIEW,
    YEARLY_VIEW,
    DUES_VIEW,
    SIMPLIFICATION_VIEW,
)

__all__ = [
    "AGENCY_VIEW",
    "CATALOGUE_VIEW",
    "SEARCH_VIEW",
    "SIMPLIFICATION_VIEW",
    "VIEWS",
    "Asked",
    "CatalogQueries",
    "LifeQueries",
    "ReadingQueries",
    "SimplificationQueries",
    "UnknownPlace",
    "force",
    "life",
    "staff",
]
