"""The shapes of coordinations over HTTP."""

from dataclasses import dataclass, field
from typing import Annotated

from pydantic import Field

from services.cases.views.coordination_documents import (
    AnswerOf,
    Clarification,
    CoordinationShown,
    Disagreement,
    DocumentOf,
    Ended,
)
from shared.http.paging import ListAnswer


@dataclass(slots=True, kw_only=True)
class ShownCoordination(CoordinationShown):
    """A coordination with what its cases say, and names beside codes; null: not known, or not for who asks.

    The procedure and the step that ask are the asking agency's own business. The agency of the case that
    everything began with sees how a coordination stands, and not who has to do with it.
    """

    subject: Annotated[str | None, Field(description="What the asking case is about.")]
    procedure: Annotated[str | None, Field(description="Of the case that asks.")]  # type: ignore[assignment]
    edition: int | None  # type: ignore[assignment]
    step: str | None  # type: ignore[assignment]
    step_name: str | None
    visit: int | None  # type: ignore[assignment]
    requested_by: str | None  # type: ignore[assignment]
    held_by: Annotated[
        list[str], Field(description="Codes of the asked agency's divisions that hold its own case for it.")
    ] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class CoordinationInFull(ShownCoordination):
    """With what the two agencies wrote to each other, which they alone read."""

    question: Annotated[str | None, Field(description="null: it isn't for who asks to read.")] = None
    documents: list[DocumentOf] = field(default_factory=list)
    given_answers: Annotated[
        list[AnswerOf], Field(description="All that were given, in their order; the last one stands.")
    ] = field(default_factory=list)
    clarifications: list[Clarification] = field(default_factory=list)
    disagreements: list[Disagreement] = field(default_factory=list)
    ended: Ended | None = None


class CoordinationsAnswer(ListAnswer):
    """Coordinations that fit."""

    coordinations: list[ShownCoordination]
