"""What goes between agencies is held to the same: state secrets have no place here."""

from dataclasses import replace

from services.cases.domain.coordination.answering import AnswerCoordination
from services.cases.domain.coordination.clarifying import AskClarification, GiveClarification
from services.cases.domain.coordination.requesting import RequestCoordination
from services.cases.domain.documents import GivenDocument
from services.cases.errors.remarks import SecretRefused
from shared.kernel import AnswerKind
from tests.unit.cases.builder import LAN
from tests.unit.cases.coordination.asking import ASKS, QUESTION, THANH, asking, at_asking

SECRET = (GivenDocument(name="Phương án (Mật).pdf", size=1, sha256="0f" * 32, address="https://qlvb/1"),)
BEFORE = GivenDocument(name="a.pdf", size=1, sha256="0e" * 32, address="https://qlvb/2")
AT_FIRST = {"coordination": 1, "documents": SECRET}


def test_a_secret_question_or_document_isnt_asked() -> None:
    case = at_asking()
    marked = "Tối mật: ý kiến về phương án?"
    case.when(RequestCoordination, LAN, step=ASKS, question=marked).refused(SecretRefused, "question")
    case.when(RequestCoordination, LAN, step=ASKS, question=QUESTION, documents=SECRET).refused(
        SecretRefused, "documents/0/name"
    )
    graded = (BEFORE, replace(BEFORE, sha256="0d" * 32, marking="Mật"))
    case.when(RequestCoordination, LAN, step=ASKS, question=QUESTION, documents=graded).refused(
        SecretRefused, "documents/1/marking"
    )


def test_nor_is_it_an_answer() -> None:
    answer = AT_FIRST | {"kind": AnswerKind.AGREE}
    refusal = asking().when(AnswerCoordination, THANH, **answer).refused(SecretRefused, "documents/0/name")
    assert "Phương án" not in str(refusal)


def test_nor_does_it_make_anything_clearer() -> None:
    case = asking().then(AskClarification, THANH, coordination=1, text="Phương án nào?")
    case.when(GiveClarification, LAN, **AT_FIRST, text="Kèm theo").refused(SecretRefused, "documents/0/name")
