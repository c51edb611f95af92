"""What is entered and decided of an evaluation, and nobody is told."""

from shared.contracts.declaring import event
from shared.contracts.evaluation import Leadership
from shared.contracts.vocabulary import Instant


@event()
class GeneralPointsEntered:
    """Points for the general criteria (tiêu chí chung); a later entry replaces it."""

    period: str
    points: str
    entered_by: str
    entered_at: Instant


@event()
class LeadershipEntered:
    """What a leader is scored by beside the work; a later entry replaces it."""

    period: str
    leadership: Leadership
    entered_by: str
    entered_at: Instant


@event()
class ProductEntered:
    """A product outside of cases; a later entry of the same name in the same period replaces it."""

    period: str
    name: str
    factor_thousandths: int
    done: bool
    returns: int
    delays: int
    entered_by: str
    entered_at: Instant
