"""What every list with due instants may be asked for, in the same words."""

from typing import Annotated

from fastapi import Query

from shared.contracts.vocabulary import Instant

Late = Annotated[bool | None, Query(description="Not finished when it was due, open or ended since.")]
Overdue = Annotated[bool | None, Query(description="Late, and open still.")]
DueBefore = Annotated[Instant | None, Query(description="Due earlier than this instant.")]
DueAfter = Annotated[Instant | None, Query(description="Due at this instant or later.")]
