"""Simplification programmes and their proposals, as documents; the questions asked of them."""

from typing import Any

from services.catalog.domain.simplification import simplification as happened
from services.catalog.domain.simplification.simplification import ProposalState
from services.catalog.views.bodies import body_of
from shared.contracts.vocabulary import TimeLimit
from shared.documents.port import Collection
from shared.documents.projection import ProjectionSession, RecordedEvent, View
from shared.documents.values import instant

PROGRAMMES = Collection("simplification_programmes", indexes=(("agency", "opened_at"),))
PROPOSALS = Collection(
    "simplification_proposals", indexes=(("programme", "agency", "proposal"), ("programme", "status"))
)
SIMPLIFICATION_VIEW = View(
    "simplification",
    PROGRAMMES,
    PROPOSALS,
    keys=lambda event: [
        (PROGRAMMES.name, event.key),
        (PROPOSALS.name, f"{event.key}/{event.event.proposal}"),
    ],
)


@SIMPLIFICATION_VIEW.on(
    happened.SimplificationProgrammeOpened, keys=lambda event: [(PROGRAMMES.name, event.key)]
)
def _opened(event: RecordedEvent, session: ProjectionSession) -> None:
    opened: happened.SimplificationProgrammeOpened = event.event
    body = {
        "programme": opened.programme,
        "name": opened.name,
        "agency": opened.agency or None,
        "baseline_on": opened.baseline_on.isoformat(),
        "targets": [{"measure": one.measure.value, "per_cent": one.per_cent} for one in opened.targets],
        "opened_by": opened.opened_by,
        "opened_at": instant(opened.opened_at),
        "version": event.version,
    }
    session.put(PROGRAMMES.name, event.key, body, event.version)


@SIMPLIFICATION_VIEW.on(happened.SimplificationProposed)
def _proposed(event: RecordedEvent, session: ProjectionSession) -> None:
    proposed: happened.SimplificationProposed = event.event
    body = {
        "programme": proposed.programme,
        "proposal": proposed.proposal,
        "agency": proposed.agency,
        "procedure": proposed.procedure,
        "edition": proposed.edition,
        "means": [one.value for one in proposed.means],
        "reason": proposed.reason,
        "time_before": _limit(proposed.time_before),
        "steps_before": proposed.steps_before,
        "expected_time": _limit(proposed.expected_time),
        "expected_steps": proposed.expected_steps,
        "proposed_by": proposed.proposed_by,
        "proposed_at": instant(proposed.proposed_at),
    }
    _put(event, session, body, ProposalState.PROPOSED)


@SIMPLIFICATION_VIEW.on(happened.SimplificationAccepted)
def _accepted(event: RecordedEvent, session: ProjectionSession) -> None:
    accepted: happened.SimplificationAccepted = event.event
    body = {"accepted_by": accepted.accepted_by, "accepted_at": instant(accepted.accepted_at)}
    _put(event, session, body, ProposalState.ACCEPTED)


@SIMPLIFICATION_VIEW.on(happened.SimplificationDeclined)
def _declined(event: RecordedEvent, session: ProjectionSession) -> None:
    declined: happened.SimplificationDeclined = event.event
    body = {
        "declined_by": declined.declined_by,
        "declined_at": instant(declined.declined_at),
        "declined_because": declined.reason,
    }
    _put(event, session, body, ProposalState.DECLINED)


@SIMPLIFICATION_VIEW.on(happened.SimplificationCarriedOut)
def _carried_out(event: RecordedEvent, session: ProjectionSession) -> None:
    carried_out: happened.SimplificationCarriedOut = event.event
    body = {
        "carried_out_in": carried_out.edition,
        "time_after": _limit(carried_out.time_after),
        "steps_after": carried_out.steps_after,
        "carried_out_by": carried_out.carried_out_by,
        "carried_out_at": instant(carried_out.carried_out_at),
    }
    _put(event, session, body, ProposalState.CARRIED_OUT)


def _put(
    event: RecordedEvent, session: ProjectionSession, news: dict[str, Any], status: ProposalState
) -> None:
    id = f"{event.key}/{event.event.proposal}"
    body = {**(session.get(PROPOSALS.name, id) or {}), **news, "status": status.value}
    session.put(PROPOSALS.name, id, body, event.version)
    programme = {**body_of(PROGRAMMES, event, session), "version": event.version}
    session.put(PROGRAMMES.name, event.key, programme, event.version)


def _limit(limit: TimeLimit | None) -> dict[str, str] | None:
    return None if limit is None else {"duration": limit.duration, "counting": limit.counting}
