"""Every kind of aggregate of the service; the modules of its features register themselves there."""

from services.catalog.domain.current.agencies import CURRENT_AGENCY
from services.catalog.domain.current.procedures import CURRENT_CATALOGUE
from services.catalog.domain.delivery import acknowledging, publishing
from services.catalog.domain.delivery import sending as delivering
from services.catalog.domain.edition import (
    carrying,
    correcting,
    drafting,
    entering,
    filling,
    issuing,
    taking_back,
    telling,
    withdrawing,
)
from services.catalog.domain.edition.catalogue import CATALOGUE
from services.catalog.domain.edition.lineage import LINEAGE
from services.catalog.domain.organisation import (
    absences,
    contacts,
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
from services.catalog.domain.review import answering, commenting
from services.catalog.domain.review import sending as sending_for_comments
from services.catalog.domain.simplification import carrying_out, programmes, proposing, settling
from services.catalog.domain.simplification.simplification import SIMPLIFICATION
from services.catalog.domain.yearly import concluding, sweeping

__all__ = ["AGENCY", "CATALOGUE", "DECIDERS", "FEATURES", "SIMPLIFICATION"]

_OF_AGENCIES = (
    registering,
    waves,
    renaming,
    contacts,
    ending,
    divisions,
    officials,
    absences,
    delegations,
    ensuring,
)
_OF_EDITIONS = (
    drafting,
    carrying,
    filling,
    sending_for_comments,
    commenting,
    answering,
    taking_back,
    issuing,
    telling,
    entering,
    withdrawing,
    correcting,
    publishing,
    delivering,
    acknowledging,
    concluding,
    sweeping,
)
_OF_PROGRAMMES = (programmes, proposing, settling, carrying_out)
FEATURES = (*_OF_AGENCIES, *_OF_EDITIONS, *_OF_PROGRAMMES)
DECIDERS = (AGENCY, CATALOGUE, LINEAGE, CURRENT_CATALOGUE, CURRENT_AGENCY, SIMPLIFICATION)
