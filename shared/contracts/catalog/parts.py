"""What a procedure says besides its steps: papers, conditions, urgency, and what other agencies do."""

from datetime import date

from pydantic import Field

from shared.contracts.published import Part, PublishedTimeLimit


class UrgentLimit(Part):
    """A limit where the case is urgent."""

    urgency: str = Field(
        description=(
            "`urgent`, `very_urgent` or `immediate`; further values may come. A degree that isn't listed has "
            "the nearest lower degree's limit, or the ordinary one."
        ),
        examples=["urgent"],
    )
    time_limit: PublishedTimeLimit = Field(description="Never longer than the ordinary limit.")


class Coordination(Part):
    """The part of a step that another agency does."""

    responding_agency: str = Field(description="Code of the agency that is asked.", examples=["STC"])
    responding_procedure: str = Field(
        default="", description="Code of its own procedure for it; empty: not settled between them."
    )
    answers: tuple[str, ...] = Field(
        default=(),
        description=(
            "The kinds of answer that are expected, sorted: `result_delivered`, `agree`, "
            "`agree_with_comments`, `disagree`, `no_opinion`. Further values may come."
        ),
    )
    silence_is_agreement: bool = Field(
        default=False, description="Whether no answer at the limit counts as agreement."
    )


class SuspensionRule(Part):
    """When, how often and for how long a case may be suspended."""

    conditions: str = Field(description="In words, with their legal source.")
    most_times: int | None = Field(
        default=None, description="How often; null: as often as the conditions hold."
    )
    longest: PublishedTimeLimit | None = Field(
        default=None, description="Limit of one suspension; null: as long as the conditions hold."
    )


class ExtensionRule(Part):
    """When, how often and by how much a leader may grant more time."""

    conditions: str = Field(description="In words, with their legal source.")
    most_times: int = Field(default=1, description="How often.")
    longest: PublishedTimeLimit | None = Field(
        default=None, description="The most that one extension gives; null: what the leader finds right."
    )
    ask_before: PublishedTimeLimit | None = Field(
        default=None,
        description="It must be asked for at least so long before the limit ends; null: until it ends.",
    )


class LegalBasis(Part):
    """A document that the procedure rests on."""

    document: str = Field(description="Number and notation, with the article that is meant.")
    title: str = Field(default="", description="Its title; empty: none is given.")
    valid_from: date | None = Field(default=None, description="First day in force; null: not stated.")
    valid_until: date | None = Field(default=None, description="Last day in force; null: no end is known.")


class DossierComponent(Part):
    """A paper that a case's dossier needs."""

    name: str = Field(description="Name in Vietnamese.")
    copies: int = Field(default=1, description="How many copies.")
    original: bool = Field(default=True, description="Whether it must be the original.")
    required: bool = Field(default=True, description="Whether every case needs it.")
    template: str = Field(default="", description="Code of its template; empty: free form.")


class Template(Part):
    """A form to be filled in; its content lies elsewhere."""

    code: str = Field(description="Unique in the procedure.")
    name: str = Field(description="Name in Vietnamese.")
    address: str = Field(default="", description="Where it can be had; empty: not stated.")
    sha256: str = Field(default="", description="SHA-256 of its content in hexadecimal; empty: not recorded.")
