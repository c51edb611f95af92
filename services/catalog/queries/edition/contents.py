"""What an edition contains: which edition it is, by the read models; its procedures in full, by the store."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import date, datetime

from services.catalog.application.catalog import CatalogApplication
from services.catalog.domain.edition.catalogue import CATALOGUE, EditionState, catalogue_key
from services.catalog.domain.edition.in_force import Validity, in_force_on
from services.catalog.domain.procedure.procedure import Procedure
from services.catalog.errors.edition.editions import EditionNotFound
from services.catalog.errors.procedure.differences import NoEditionBefore
from services.catalog.queries.edition.editions import EditionQueries
from services.catalog.views.edition.documents import EditionDocument

_KEPT = 64  #: editions in memory; one that is issued changes by corrections alone


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionContent:
    """An edition's procedures, in its order."""

    agency: str
    edition: int
    issued: bool
    procedures: tuple[Procedure, ...]
    version: int


class EditionContents:
    """Finds editions and reads them whole; those that are issued are kept for a while."""

    def __init__(self, application: CatalogApplication, queries: EditionQueries) -> None:
        self._application = application
        self._queries = queries
        self._kept: OrderedDict[str, EditionContent] = OrderedDict()

    async def content(self, agency: str, edition: int) -> EditionContent:
        """The edition, a draft as the store has it now. Raises `EditionNotFound`."""
        key = catalogue_key(agency, edition)
        kept = self._kept.get(key)
        if kept is not None and await self._queries.edition_version(agency, edition) <= kept.version:
            self._kept.move_to_end(key)
            return kept
        state, version = await self._application.state(CATALOGUE, key)
        if state.status is EditionState.NONE:
            raise EditionNotFound(where="edition", agency=agency, edition=edition)
        content = EditionContent(
            agency=agency,
            edition=edition,
            issued=state.issue is not None,
            procedures=tuple(state.procedures.values()),
            version=version,
        )
        if content.issued:
            self._kept[key] = content
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return content

    async def issued(self, agency: str, edition: int) -> EditionContent:
        """The edition, if it is issued. Raises `EditionNotFound` for a draft too: nobody is told of it."""
        content = await self.content(agency, edition)
        if not content.issued:
            raise EditionNotFound(where="edition", agency=agency, edition=edition)
        return content

    async def number_before(self, agency: str, edition: int, *, issued: bool) -> int:
        """The edition before this one, of the issued alone if that is asked. Raises `NoEditionBefore`.

        A draft that was discarded led to nothing: it is compared only where somebody names it.
        """
        for one in await self._queries.editions(agency):  # the newest first
            counts = one.issue is not None if issued else one.status != EditionState.DISCARDED
            if one.edition < edition and counts:
                return one.edition
        raise NoEditionBefore(where="to", agency=agency, edition=edition)

    async def in_force(self, agency: str, on: date) -> EditionDocument | None:
        """The edition in force on that day, without its procedures; None: there is none."""
        editions = await self._queries.editions(agency)
        number = in_force_on([known for one in editions if (known := _validity(one))], on)
        return next((one for one in editions if one.edition == number), None)

    async def baseline(self, agency: str, on: date) -> int | None:
        """The edition in force on that day, or the first that was issued where there was none yet."""
        found = await self.in_force(agency, on)
        if found is None:
            issued = [one for one in await self._queries.editions(agency) if one.issue]
            found = issued[-1] if issued else None
        return None if found is None else found.edition


def _validity(edition: EditionDocument) -> Validity | None:
    """How an issued edition stands in time; None for a draft."""
    if edition.issue is None:
        return None
    withdrawn = datetime.fromisoformat(edition.ended_at) if edition.withdrawal and edition.ended_at else None
    return Validity.of(edition.edition, date.fromisoformat(edition.issue.in_force_from), withdrawn)
