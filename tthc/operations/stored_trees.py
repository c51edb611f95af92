"""A case's tree in the stores of this machine, which no service runs on: who has the files sees all."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.cases.application.trees import RecordedTree, read_tree
from services.cases.domain.tree.seeing import numbers_in
from services.cases.domain.tree.writing import plain, written, written_lines, written_links
from services.cases.errors.tree import CaseNotBegun, ReferenceUnclear
from shared.access_log.access import AccessDocument, Looked
from shared.access_log.log import AccessLog
from shared.client.caller import program, system_user
from shared.contracts.cases.course import CaseOpened
from shared.contracts.topics import Service
from shared.documents.values import instant
from shared.errors import Language, NotFound, Text
from shared.eventstore.application import Application
from shared.settings import Settings
from tthc.operations.opening import opened

#: Events of the log that are read at once.
_ROWS = 1_000


@dataclass(frozen=True, slots=True)
class StoredTree:
    """A case in its tree."""

    asked_as: str
    case_number: str
    recorded: RecordedTree
    log: AccessLog

    def tree(self, as_of: datetime, language: Language) -> dict[str, Any]:
        """As `GET /cases/{case}/tree` answers it. Raises `CaseNotBegun`."""
        tree = self.recorded.at(self.case_number, as_of)
        if tree is None:
            raise CaseNotBegun(case=self.asked_as, as_of=as_of)
        links = written_links(self.recorded.records, language)
        return {**written(tree), "root": self.recorded.root, "links": links}

    def story(self, as_of: datetime, language: Language) -> dict[str, Any]:
        """As `GET /cases/{case}/story` answers it. Raises `CaseNotBegun`."""
        told = self.recorded.story(self.case_number, as_of)
        if not told:
            raise CaseNotBegun(case=self.asked_as, as_of=as_of)
        lines = written_lines(told, language)
        return {"case_number": self.case_number, "as_of": plain(as_of), "lines": lines}

    async def note(self, what: Looked, as_of: datetime) -> None:
        """Log that whoever runs this process looks at it. Raises `AccessNotLogged`."""
        tree, by = self.recorded.at(self.case_number, as_of), f"os:{system_user()}"
        access = AccessDocument(
            at=instant(self.log.now()),
            who=by,
            people=[by],
            what=what.value,
            agency=self.recorded.agency_of(self.case_number),
            case_number=self.case_number,
            cases=sorted(numbers_in(tree.case)) if tree is not None else [self.case_number],
            asked=as_of.isoformat(),
            client=program(),
        )
        await self.log.note(access)


@asynccontextmanager
async def stored_tree(settings: Settings, case: str) -> AsyncIterator[StoredTree]:
    """Of the case with this number or external reference. Raises `NotFound`, `ReferenceUnclear`."""
    async with opened(settings, (Service.CASES,)) as (cases,):
        application = cases.application
        recorded, number = await read_tree(application, case), case
        if recorded is None:
            number = await _called(application, case)
            recorded = await read_tree(application, number)
        if recorded is None:
            raise NotFound(what=Text("hồ sơ", "case"), key=case)
        assert cases.access_log is not None, "the cases service logs who looks"
        yield StoredTree(case, number, recorded, cases.access_log)


async def _called(application: Application, reference: str) -> str:
    """The one case of that reference; the read model may be behind the log, which is read instead."""
    found, at = list[str](), 0
    while events := await application.log(at, _ROWS):
        at = events[-1].notification_id or at
        opening = (one.event for one in events if isinstance(one.event, CaseOpened))
        found += [event.case_number for event in opening if event.external_reference == reference]
    if len(found) > 1:
        raise ReferenceUnclear(reference=reference, cases=", ".join(found))
    return found[0] if found else reference
