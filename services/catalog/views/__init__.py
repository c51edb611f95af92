"""Agencies with their people, and catalogues: the read models."""

from services.catalog.views.chains import CHAIN_VIEW
from services.catalog.views.delivery import DELIVERY_VIEW
from services.catalog.views.edition import in_force, procedures
from services.catalog.views.edition.documents import CATALOGUE_VIEW
from services.catalog.views.edition.dues import DUES_VIEW
from services.catalog.views.edition.search import SEARCH_VIEW
from services.catalog.views.organisation import staff
from services.catalog.views.organisation.agencies import AGENCY_VIEW
from services.catalog.views.review import REVIEW_VIEW
from services.catalog.views.simplification import SIMPLIFICATION_VIEW
from services.catalog.views.yearly import YEARLY_VIEW

#: In the modules with a name of their own stand further changes to the same documents; the first two
#: bring `lifecycle` with them.
__all__ = ["VIEWS", "in_force", "procedures", "staff"]

VIEWS = (
    AGENCY_VIEW,
    CATALOGUE_VIEW,
    SEARCH_VIEW,
    REVIEW_VIEW,
    DELIVERY_VIEW,
    YEARLY_VIEW,
    DUES_VIEW,
    CHAIN_VIEW,
    SIMPLIFICATION_VIEW,
)
