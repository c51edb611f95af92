"""What happens to a draft. Nobody else is told: drafts stay inside."""

from datetime import datetime

from services.catalog.domain.procedure.procedure import Procedure
from shared.contracts.declaring import event, part


@part
class DraftEvent:
    """Something about an edition that isn't issued."""

    agency: str
    edition: int  #: 1, 2, …
    recorded_by: str | None = None  #: who acted for the official that it counts for; None: that one


@event()
class EditionDrafted(DraftEvent):
    """An edition was begun."""

    drafted_by: str
    drafted_at: datetime
    based_on: int | None = None  #: the edition that it starts from; None: it starts empty
    carries: tuple[str, ...] = ()  #: the codes of that edition's procedures, which are copied from there


@event()
class ProcedureAdded(DraftEvent):
    """A procedure was put into the draft."""

    procedure: Procedure
    added_by: str
    added_at: datetime
    from_edition: int | None = None  #: copied from there; None: written anew


@event()
class ProcedureRevised(DraftEvent):
    """A procedure of the draft was replaced as a whole; its code stays."""

    procedure: Procedure
    revised_by: str
    revised_at: datetime


@event()
class ProcedureRemoved(DraftEvent):
    """A procedure was taken out of the draft."""

    code: str
    removed_by: str
    removed_at: datetime


@event()
class DraftDiscarded(DraftEvent):
    """The draft was given up; it never becomes an issued edition."""

    reason: str
    discarded_by: str
    discarded_at: datetime
