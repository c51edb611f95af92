"""Which decision each command on an edition of a catalogue leads to."""

from collections.abc import Callable
from typing import Any

from services.catalog.domain import (
    commenting,
    concluding,
    correcting,
    delivering,
    drafting,
    issuing,
    taking_back,
    withdrawing,
)
from services.catalog.domain.acts import recorded
from services.catalog.domain.catalogue import (
    AddProcedure,
    CarryOver,
    Catalogue,
    CatalogueEvent,
    DraftEdition,
    DraftingCommand,
    IssueCatalogue,
    IssueProcedures,
    RemoveProcedure,
    ReviseProcedure,
)
from services.catalog.domain.commenting import (
    AnswerComment,
    CloseRound,
    MakeComment,
    ReviewCommand,
    SendForComments,
)
from services.catalog.domain.concluding import ConcludeReview
from services.catalog.domain.correcting import CorrectProcedure
from services.catalog.domain.delivering import (
    AcknowledgeCatalogue,
    DeliveryCommand,
    PublishCatalogue,
    SendCatalogue,
)
from services.catalog.domain.taking_back import DiscardDraft, RecallDraft, TakingBackCommand
from services.catalog.domain.withdrawing import WithdrawCatalogue

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


def decide(state: Catalogue, command: CatalogueCommand) -> list[CatalogueEvent]:
    """The events that the command leads to; raises the refusal that keeps it from happening."""
    return recorded(_DECISIONS[type(command)](state, command), command.by)
