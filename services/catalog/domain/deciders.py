"""Every kind of aggregate of the service; the modules of its features register themselves there."""

from services.catalog.domain.current import CURRENT_AGENCY, CURRENT_CATALOGUE
from services.catalog.domain.edition.catalogue import CATALOGUE
from services.catalog.domain.edition.lineage import LINEAGE
from services.catalog.domain.organisation import (
    absences,
    delegations,
    divisions,
    ending,
    ensuring,
    officials,
    registering,
    renaming,
    waves,
)
from services.catalog.domain.organisation.agency import AGENCY
from services.catalog.domain.simplification import carrying_out, programmes, proposing, settling
from services.catalog.domain.simplification.simplification import SIMPLIFICATION

__all__ = ["AGENCY", "CATALOGUE", "DECIDERS", "FEATURES", "SIMPLIFICATION"]

FEATURES = (
    registering,
    waves,
    renaming,
    ending,
    divisions,
    officials,
    absences,
    delegations,
    ensuring,
    programmes,
    proposing,
    settling,
    carrying_out,
)
DECIDERS = (AGENCY, CATALOGUE, LINEAGE, CURRENT_CATALOGUE, CURRENT_AGENCY, SIMPLIFICATION)
