"""What a procedure says besides its steps: papers, conditions, urgency, and what other agencies do."""

from datetime import date
from typing import Annotated

from pydantic import Field

from shared.contracts.declaring import part
from shared.contracts.vocabulary import SINCE, TimeLimit


@part
class UrgentLimit:
    """A limit where the case is urgent."""

    urgency: Annotated[
        str,
        Field(
            description=(
                "`urgent`, `very_urgent` or `immediate`; further values may come. A degree that isn't "
                "listed has the nearest lower degree's limit, or the ordinary one."
            ),
            examples=["urgent"],
        ),
    ]
    time_limit: Annotated[TimeLimit, Field(description="Never longer than the ordinary limit.")]


@part
class Coordination:
    """The part of a step that another agency does."""

    responding_agency: Annotated[
        str, Field(description="Code of the agency that is asked.", examples=["STC"])
    ]
    responding_procedure: Annotated[
        str, Field(description="Code of its own procedure for it; empty: not settled between them.")
    ] = ""
    answers: Annotated[
        tuple[str, ...],
        Field(
            description=(
                "The kinds of answer that are expected, sorted: `result_delivered`, `agree`, "
                "`agree_with_comments`, `disagree`, `no_opinion`. Further values may come."
            )
        ),
    ] = ()
    silence_is_agreement: Annotated[
        bool, Field(description="Whether no answer at the limit counts as agreement.")
    ] = False
    goes_on_by_itself: Annotated[
        bool,
        Field(description="Whether the step is completed when its last needed answer is accepted."),
        SINCE,
    ] = False
    time_limit: Annotated[
        TimeLimit | None, Field(description="Time for the answer; null: what is left of the step's."), SINCE
    ] = None
    role: Annotated[
        str,
        Field(
            description=(
                "`lead`, `cooperating`, or `informed`, which owes no answer. Further values may come."
            )
        ),
        SINCE,
    ] = "cooperating"


@part
class SuspensionRule:
    """When, how often and for how long a case may be suspended."""

    conditions: Annotated[str, Field(description="In words, with their legal source.")]
    most_times: Annotated[
        int | None, Field(description="How often; null: as often as the conditions hold.")
    ] = None
    longest: Annotated[
        TimeLimit | None, Field(description="Limit of one suspension; null: as long as the conditions hold.")
    ] = None


@part
class ExtensionRule:
    """When, how often and by how much a leader may grant more time."""

    conditions: Annotated[str, Field(description="In words, with their legal source.")]
    most_times: Annotated[int, Field(description="How often.")] = 1
    longest: Annotated[
        TimeLimit | None,
        Field(description="The most that one extension gives; null: what the leader finds right."),
    ] = None
    ask_before: Annotated[
        TimeLimit | None,
        Field(
            description="It must be asked for at least so long before the limit ends; null: until it ends."
        ),
    ] = None


@part
class LegalBasis:
    """A document that the procedure rests on."""

    document: Annotated[str, Field(description="Number and notation, with the article that is meant.")]
    title: Annotated[str, Field(description="Its title; empty: none is given.")] = ""
    valid_from: Annotated[date | None, Field(description="First day in force; null: not stated.")] = None
    valid_until: Annotated[date | None, Field(description="Last day in force; null: no end is known.")] = None


@part
class DossierComponent:
    """A paper that a case's dossier needs."""

    name: Annotated[str, Field(description="Name in Vietnamese.")]
    copies: Annotated[int, Field(description="How many copies.")] = 1
    original: Annotated[bool, Field(description="Whether it must be the original.")] = True
    required: Annotated[bool, Field(description="Whether every case needs it.")] = True
    template: Annotated[str, Field(description="Code of its template; empty: free form.")] = ""


@part
class Template:
    """A form to be filled in; its content lies elsewhere."""

    code: Annotated[str, Field(description="Unique in the procedure.")]
    name: Annotated[str, Field(description="Name in Vietnamese.")]
    address: Annotated[str, Field(description="Where it can be had; empty: not stated.")] = ""
    sha256: Annotated[
        str, Field(description="SHA-256 of its content in hexadecimal; empty: not recorded.")
    ] = ""
