"""A document is attached to a case: what it is called, and where it lies; its content is kept elsewhere."""

from enum import StrEnum

from services.cases.domain import rules
from services.cases.domain.case import CASE, Case
from services.cases.domain.documents import SAID, GivenDocument, name_of
from services.cases.errors.remarks import DocumentAlreadyAttached
from services.cases.errors.who import MayNotRemark
from shared.contracts.cases.remarks import DocumentAttached
from shared.decider import Act, command


class DocumentKind(StrEnum):
    """What a document is in a case."""

    INCOMING = "incoming"  #: văn bản đến, thành phần hồ sơ
    DRAFT = "draft"  #: dự thảo
    RESULT = "result"  #: kết quả
    OTHER = "other"  #: khác


@command
class AttachDocument(GivenDocument):
    """Attach a document to a case, also while it is suspended."""

    kind: DocumentKind = DocumentKind.OTHER


@CASE.decides(
    AttachDocument,
    refuses=(*rules.ALIVE, MayNotRemark, *SAID, DocumentAlreadyAttached, *rules.TIMED),
)
def attach(case: Case, command: AttachDocument, act: Act) -> DocumentAttached:
    """Each content once, and nothing that is secret by its name or its marking."""
    rules.check_alive(case)
    rules.check_may_remark(act.by, case)
    name = name_of(command)
    if command.sha256 in case.documents:
        raise DocumentAlreadyAttached(where="sha256")
    rules.check_time_of_remark(act, case)
    return DocumentAttached(
        **case.named(act),
        kind=command.kind.value,
        name=name,
        size=command.size,
        sha256=command.sha256,
        address=command.address,
        attached_by=act.by.name,
        attached_at=act.at,
    )


@CASE.evolves(DocumentAttached)
def attached(case: Case, event: DocumentAttached) -> None:
    """It isn't attached again."""
    case.documents.append(event.sha256)
