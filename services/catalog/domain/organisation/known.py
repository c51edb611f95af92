"""What decisions about an agency ask beside its own state."""

from dataclasses import dataclass, field
from typing import Protocol

from services.catalog.domain.organisation.agency import Agency


class Known(Protocol):
    """The other agencies, read when they are asked for."""

    def agency(self, code: str) -> Agency:
        """The agency of that code; of kind None where none is registered."""


@dataclass(slots=True, kw_only=True)
class KnownNow:
    """The same, all at hand."""

    agencies: dict[str, Agency] = field(default_factory=dict)

    def agency(self, code: str) -> Agency:
        """The agency of that code; of kind None where none is registered."""
        return self.agencies.get(code) or Agency()
