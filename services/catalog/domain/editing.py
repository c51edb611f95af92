"""Which decision each command on an edition of a catalogue leads to."""

from collections.abc import Callable
from typing import Any

from services.catalog.domain.delivery import delivering
from services.catalog.domain.delivery.delivering import (
    AcknowledgeCatalogue,
    DeliveryCommand,
    PublishCatalogue,
    SendCatalogue,
)
from services.catalog.domain.edition import correcting, drafting, issuing, taking_back, withdrawing
from services.catalog.domain.edition.attribution import attributed
from services.catalog.domain.edition.catalogue import Catalogue
from services.catalog.domain.edition.catalogue_commands import (
    AddProcedure,
    CarryOver,
    DraftEdition,
    DraftingCommand,
    IssueCatalogue,
    IssueProcedures,
    RemoveProcedure,
    ReviseProcedure,
)
from services.catalog.domain.edition.catalogue_events import CatalogueEvent
from services.catalog.domain.edition.correcting import CorrectProcedure
from services.catalog.domain.edition.taking_back import DiscardDraft, RecallDraft, TakingBackCommand
from services.catalog.domain.edition.withdrawing import WithdrawCatalogue
from services.catalog.domain.review import commenting
from services.catalog.domain.review.commenting import (
    AnswerComment,
    CloseRound,
    MakeComment,
    ReviewCommand,
    SendForComments,
)
from services.catalog.domain.yearly import concluding
from services.catalog.domain.yearly.concluding import ConcludeReview

CatalogueCommand = (
    DraftingCommand
    | TakingBackCommand
    | ReviewCommand
    | DeliveryCommand
    | WithdrawCatalogue
    | CorrectProcedure
    | ConcludeReview
)

_DECISIONS: dict[type, Callable[[Catalogue, Any], list[CatalogueEvent]]] = {
    DraftEdition: lambda state, command: [drafting.draft(state, command)],
    CarryOver: drafting.carry_over,
    AddProcedure: lambda state, command: [drafting.add(state, command)],
    ReviseProcedure: lambda state, command: [drafting.revise(state, command)],
    RemoveProcedure: lambda state, command: [drafting.remove(state, command)],
    SendForComments: commenting.send,
    MakeComment: commenting.comment,
    CloseRound: commenting.close,
    AnswerComment: commenting.answer,
    RecallDraft: taking_back.recall,
    DiscardDraft: taking_back.discard,
    IssueCatalogue: lambda state, command: [issuing.issue(state, command)],
    IssueProcedures: issuing.issue_procedures,
    PublishCatalogue: delivering.publish,
    SendCatalogue: delivering.send,
    AcknowledgeCatalogue: delivering.acknowledge,
    WithdrawCatalogue: withdrawing.withdraw,
    CorrectProcedure: correcting.correct,
    ConcludeReview: concluding.conclude,
}


def decide_catalogue(state: Catalogue, command: CatalogueCommand) -> list[CatalogueEvent]:
    """The events that the command leads to; raises the refusal that keeps it from happening."""
    return attributed(_DECISIONS[type(command)](state, command), command.by)
