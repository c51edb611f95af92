"""An edition with all that its papers name, found in the store."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from services.catalog.api.given import today
from services.catalog.application.catalog import CatalogApplication
from services.catalog.domain.edition.catalogue import CATALOGUE, Catalogue, EditionState, catalogue_key
from services.catalog.domain.edition.signing import Signing
from services.catalog.domain.organisation.agency import AGENCY, Agency
from services.catalog.domain.procedure.procedure import Procedure
from services.catalog.errors.edition.editions import EditionNotFound
from services.catalog.printing.offices import Office
from services.catalog.printing.wording import Edition
from shared.printing.layout import DECREE_30_2020


@dataclass(frozen=True, slots=True)
class PaperEdition:
    """An edition, and what its files change with."""

    edition: Edition
    versions: tuple[int, ...]

    def tag(self, form: str, signing: Signing | None) -> str:
        """Changes with everything that the file shows."""
        edition = self.edition
        shown: Any = (
            form,
            DECREE_30_2020.name,
            edition.issuer,
            edition.above,
            edition.number,
            edition.replaces,
            sorted(edition.agencies.items()),
            self.versions,
            signing,
            None if edition.issue else edition.today,
        )
        return hashlib.sha256(repr(shown).encode()).hexdigest()[:32]


class PaperEditions:
    """Finds what the papers say."""

    def __init__(self, application: CatalogApplication) -> None:
        self._application = application

    async def find(self, agency: str, number: int, *, only_in_force: bool) -> PaperEdition:
        """One edition. Raises `EditionNotFound`."""
        application, day = self._application, today()
        state, version = await application.state(CATALOGUE, catalogue_key(agency, number))
        if state.status is EditionState.NONE or (only_in_force and not _in_force(state, day)):
            raise EditionNotFound(where="edition", agency=agency, edition=number)
        own, own_version = await application.state(AGENCY, agency)
        above, above_versions = await self._above(own)
        procedures = tuple(state.procedures.values())
        edition = Edition(
            issuer=_office(own),
            above=above,
            number=number,
            procedures=procedures,
            today=day,
            issue=state.issue,
            replaces=await self._replaced(agency, number),
            divisions=dict(own.divisions),
            agencies=await self._named(procedures),
        )
        return PaperEdition(edition, (version, own_version, *above_versions))

    async def _named(self, procedures: Iterable[Procedure]) -> dict[str, str]:
        """The agencies that the procedures name, and what they are called."""
        codes = sorted({code for procedure in procedures for code in procedure.named_agencies()})
        names = {code: (await self._application.state(AGENCY, code))[0].name_vi for code in codes}
        return {code: name for code, name in names.items() if name}

    async def _above(self, agency: Agency) -> tuple[tuple[Office, ...], list[int]]:
        above: list[Office] = []
        versions: list[int] = []
        while agency.parent and len(above) < 4:
            agency, version = await self._application.state(AGENCY, agency.parent)
            above.append(_office(agency))
            versions.append(version)
        return tuple(above), versions

    async def _replaced(self, agency: str, number: int) -> tuple[str, date] | None:
        """The decision of the last edition before that was issued."""
        for before in range(number - 1, 0, -1):
            state, _ = await self._application.state(CATALOGUE, catalogue_key(agency, before))
            if state.issue is not None:
                return state.issue.decision_number, state.issue.decision_date
        return None


def _in_force(state: Catalogue, today: date) -> bool:
    return state.issue is not None and state.issue.in_force_from <= today


def _office(agency: Agency) -> Office:
    assert agency.kind is not None, f"{agency.code} is not registered"
    return Office(code=agency.code, kind=agency.kind, name=agency.name_vi)
