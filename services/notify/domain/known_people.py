"""Who works and leads where, as the notify service knows it at a place of its log."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from services.notify.domain.directory import Directory


@dataclass(frozen=True, slots=True)
class KnownPeople:
    """The agencies in which the province's leaders are listed, and the directory of each agency."""

    leading: tuple[str, ...]
    directory: Callable[[str], Directory]  #: by the agency's code; of an unknown one it names nobody

    def directories(self, agencies: Iterable[str | None]) -> dict[str, Directory]:
        """Those of these agencies, each once, in that order; of None there is none."""
        return {one: self.directory(one) for one in agencies if one is not None}
