"""Editions issued, in force and ended, in their documents."""

from services.catalog.domain.edition.catalogue import EditionState
from services.catalog.domain.edition.signing import signing_of
from services.catalog.views.edition.documents import (
    CATALOGUE_VIEW,
    EntryDocument,
    IssueDocument,
    SigningDocument,
    WithdrawalDocument,
)
from services.catalog.views.edition.lifecycle import changed_edition
from shared.contracts.catalog.editions import CatalogueIssued
from shared.contracts.catalog.force import CatalogueEnteredIntoForce, CatalogueSuperseded, CatalogueWithdrawn
from shared.documents.projection import ProjectionSession, RecordedEvent
from shared.documents.values import instant
from shared.restating import restate


@CATALOGUE_VIEW.on(CatalogueIssued)
def _issued(event: RecordedEvent, session: ProjectionSession) -> None:
    issued: CatalogueIssued = event.event
    edition, signing = changed_edition(event, session), signing_of(issued)
    edition.status = EditionState.ISSUED.value
    edition.issue = restate(
        IssueDocument,
        issued,
        decision_date=issued.decision_date.isoformat(),
        in_force_from=issued.in_force_from.isoformat(),
        issued_at=instant(issued.issued_at),
        issue_recorded_by=issued.recorded_by,
        signing=restate(SigningDocument, signing, authority=signing.authority.value) if signing else None,
    )


@CATALOGUE_VIEW.on(CatalogueEnteredIntoForce)
def _entered(event: RecordedEvent, session: ProjectionSession) -> None:
    entered: CatalogueEnteredIntoForce = event.event
    edition = changed_edition(event, session)
    edition.status = EditionState.IN_FORCE.value
    edition.entry = restate(EntryDocument, entered, entered_at=instant(entered.entered_at))


@CATALOGUE_VIEW.on(CatalogueSuperseded)
def _superseded(event: RecordedEvent, session: ProjectionSession) -> None:
    superseded: CatalogueSuperseded = event.event
    edition = changed_edition(event, session)
    edition.status = EditionState.SUPERSEDED.value
    edition.superseded_by, edition.ended_at = superseded.by_edition, instant(superseded.superseded_at)


@CATALOGUE_VIEW.on(CatalogueWithdrawn)
def _withdrawn(event: RecordedEvent, session: ProjectionSession) -> None:
    withdrawn: CatalogueWithdrawn = event.event
    edition = changed_edition(event, session)
    edition.status, edition.ended_at = EditionState.WITHDRAWN.value, instant(withdrawn.withdrawn_at)
    edition.withdrawal = restate(
        WithdrawalDocument, withdrawn, decision_date=withdrawn.decision_date.isoformat()
    )
