"""What decisions on simplification ask beside the programme's own state."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from services.catalog.domain.procedure.procedure import Procedure


class Known(Protocol):
    """The catalogues that proposals speak of."""

    def issued(self, agency: str, edition: int) -> Mapping[str, Procedure] | None:
        """The procedures of an issued edition, by code; None: it isn't issued."""


@dataclass(slots=True, kw_only=True)
class KnownNow:
    """The same, all at hand."""

    editions: dict[tuple[str, int], Mapping[str, Procedure]] = field(default_factory=dict)

    def issued(self, agency: str, edition: int) -> Mapping[str, Procedure] | None:
        """The procedures of an issued edition, by code; None: it isn't issued."""
        return self.editions.get((agency, edition))
