"""A slip in what a case is about is mended."""

from services.cases.domain import rules
from services.cases.domain.case import CASE, Case
from services.cases.domain.secrecy import check_not_secret
from services.cases.errors.course import SubjectMissing
from services.cases.errors.remarks import SecretRefused, SubjectUnchanged
from services.cases.errors.who import NoPartInCase
from shared.contracts.cases.course import SubjectCorrected
from shared.contracts.vocabulary import Text
from shared.decider import Act, command
from shared.kernel import legible


@command
class CorrectSubject:
    """Mend what a case is said to be about, also while it is suspended."""

    subject: Text


@CASE.decides(
    CorrectSubject,
    refuses=(
        *rules.ALIVE,
        NoPartInCase,
        SubjectMissing,
        SecretRefused,
        SubjectUnchanged,
        *rules.TIMED,
    ),
)
def correct(case: Case, command: CorrectSubject, act: Act) -> SubjectCorrected:
    """By those who hold a step of it, or the agency's head; old and new are kept."""
    rules.check_alive(case)
    rules.check_has_part(act.by, case)
    subject = command.subject.strip()
    if not legible(subject):
        raise SubjectMissing(where="subject")
    check_not_secret("subject", subject)
    if subject == case.subject:
        raise SubjectUnchanged(where="subject")
    rules.check_time_of_remark(act, case)
    return SubjectCorrected(
        **case.named(act), old=case.subject, new=subject, corrected_by=act.by.name, corrected_at=act.at
    )


@CASE.evolves(SubjectCorrected)
def corrected(case: Case, event: SubjectCorrected) -> None:
    """It is about that from now on."""
    case.subject = event.new
