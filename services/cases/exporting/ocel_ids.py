"""What the objects of an OCEL 2.0 log are called; agencies and their people are kept as they are called."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from services.cases.domain.process.pseudonyms import Pseudonyms
from services.cases.domain.tree.recorded import CaseRecord
from services.cases.exporting.ocel_types import Relations, object_json
from shared.contracts.cases.coordination import AskedDocument
from shared.contracts.cases.remarks import DocumentAttached


@dataclass(slots=True)
class ObjectIds:
    """Ids by what they are of; `organisation` is as large as the province, whatever the log has."""

    names: Pseudonyms
    organisation: dict[str, tuple[str, str | None]] = field(default_factory=dict)

    @property
    def tells_names(self) -> bool:
        """Whether people are called what the events call them."""
        return self.names.key is None

    def case(self, number: str) -> str:
        """Of a case."""
        return f"case/{number}"

    def visit(self, number: str, step: str, visit: int) -> str:
        """Of a visit of a step."""
        return f"visit/{number}/{step}/{visit}"

    def coordination(self, number: str, coordination: int) -> str:
        """Of what a case asked another agency for."""
        return f"coordination/{number}/{coordination}"

    def agency(self, code: str) -> str:
        """Of an agency."""
        return self._called(f"agency/{code}", "agency")

    def division(self, agency: str, code: str) -> str:
        """Of a division."""
        return self._called(f"division/{agency}/{code}", "division", self.agency(agency))

    def official(self, id: str) -> str:
        """Of a person, or of a program that did something."""
        return self._called(f"official/{self.names.of(id)}", "official")

    def of_organisation(self) -> Iterator[str]:
        """The objects of all agencies, divisions and people that were called."""
        for id, (kind, agency) in self.organisation.items():
            relations = Relations()
            relations.add("of", agency)
            yield object_json(id, kind, (), relations)

    def _called(self, id: str, kind: str, agency: str | None = None) -> str:
        self.organisation[id] = kind, agency
        return id


def documents_of(record: CaseRecord) -> Iterator[tuple[str, str]]:
    """The documents that an event brought, each with its kind; their names aren't told."""
    event = record.event
    if isinstance(event, DocumentAttached):
        yield f"document/{record.case_number}/{record.version}", event.kind
    for at, one in enumerate(getattr(event, "documents", ()), 1):
        if isinstance(one, AskedDocument):
            yield f"document/{record.case_number}/{record.version}/{at}", "coordination"
