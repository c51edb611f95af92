"""What figures stand on: one position of the service's log, and the version of the rules they are counted by.

    page, standing = await queries.at_one_position(application.name, lambda still: still.times(…))

SQLite is asked for all of it in one snapshot. MongoDB has none, so the position is looked at before and
after, and where it moved everything is asked again.
"""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from shared.documents.values import InstantText

#: Changes with every change of what a figure means.
RULES = 1
#: How often it is asked again where the read models moved meanwhile.
TIMES = 3

Position = Annotated[
    int,
    Field(
        description=(
            "The position of the service's log at which all of this was counted. Over MongoDB, where events "
            "come in all the time, some of what came behind it may be counted too."
        )
    ),
]
Rules = Annotated[
    int, Field(description="The version of the rules that it is counted by: raised with each change of them.")
]

KeptUntil = Annotated[
    InstantText | None,
    Field(
        description=(
            "So long the lists behind these figures show the rows that were counted; then those that "
            "there are, and what changed. Null: they aren't kept, and the lists show what there is."
        )
    ),
]

RowNames = Annotated[
    list[str] | None,
    Field(
        description=(
            "A case's number, `SNV-260302-0001:B2:1` of a step's visit, `…|due|level` of an escalation. "
            "Null: it isn't known any more."
        )
    ),
]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the read models stood when they were asked."""

    position: int  #: everything of the log is in the answer up to here
    alone: bool = True  #: and nothing behind it; False: MongoDB was written to each time that it was asked


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedSince:
    """Which rows came to a list, and which left it, since a figure was counted that isn't kept any more."""

    position: Annotated[int, Field(description="The position of the log at which it was counted.")]
    joined: RowNames
    left: RowNames
