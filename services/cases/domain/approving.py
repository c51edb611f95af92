"""What is recorded beyond the bound is recorded with the approval of the agency's head, who says why.

The head records it: their own act, or that of an official, whose posts then count and not the head's.
"""

from dataclasses import replace

from services.cases.domain.directory import RETRY_AFTER, Directory
from services.cases.domain.near import nearest
from services.cases.domain.rules import reason_of
from services.cases.errors.course import ReasonMissing
from services.cases.errors.known import OfficialNotKnownYet, OfficialUnknown
from services.cases.errors.who import ApprovalIsTheHeads, ApprovalNotNeeded, PostUnclear
from shared.decider import Act, Approval
from shared.kernel import RECORDING_BOUND, Actor, Role

#: How an approval may be refused, whatever the command.
APPROVED = (
    ApprovalIsTheHeads,
    ApprovalNotNeeded,
    ReasonMissing,
    OfficialUnknown,
    OfficialNotKnownYet,
    PostUnclear,
)


def approval_of(act: Act, reason: str, head: Actor) -> Approval:
    """The approval of what took effect so long ago, by the head of the agency in which it was."""
    if Role.AGENCY_HEAD not in head.roles or head.agency != act.by.agency:
        raise ApprovalIsTheHeads(where="approval", agency=act.by.agency or "–")
    if not act.at_given or act.recorded_at - act.at <= RECORDING_BOUND:
        raise ApprovalNotNeeded(where="approval", days=RECORDING_BOUND.days)
    return Approval(by=head, reason=reason_of(reason))


def as_official(directory: Directory, claim: Actor) -> Actor:
    """The official whose act it was, with their own posts; `claim` names who records it, and them."""
    name = claim.name
    known = directory.officials.get(name)
    if known is None and directory.officials:
        raise OfficialUnknown(where="acting_for", official=name, near=nearest(name, directory.officials))
    if known is None:
        raise OfficialNotKnownYet(where="acting_for", official=name, retry_after=RETRY_AFTER)
    division = claim.division or (known.divisions[0] if len(known.divisions) == 1 else None)
    if known.divisions and division not in known.divisions:
        raise PostUnclear(where="as_division", official=name, divisions=", ".join(known.divisions))
    roles = frozenset(Role(role) for role in known.roles if role in Role.__members__.values())
    return replace(claim, division=division, roles=roles)
