"""What a notification says, in both languages: a pure function of what it knows."""

from dataclasses import dataclass

from services.notify.domain.catalogue_texts import CATALOGUE_TEXTS
from services.notify.domain.contesting_texts import CONTESTING_TEXTS
from services.notify.domain.coordination_texts import COORDINATION_TEXTS
from services.notify.domain.delivery import NotificationKind
from services.notify.domain.escalation_texts import ESCALATION_TEXTS
from services.notify.domain.receipt_texts import RECEIPT_TEXTS
from services.notify.domain.report_texts import REPORT_TEXTS
from services.notify.domain.work_texts import WORK_TEXTS
from shared.contracts.notify import NotificationContent
from shared.errors import Language
from shared.vietnam_time import written, written_period


@dataclass(frozen=True, slots=True)
class NotificationText:
    title: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesShown:
    """What a notification names by code, as its reader calls it; None: not known."""

    division: str | None = None
    official: str | None = None
    counterpart: str | None = None
    owner: str | None = None
    between: tuple[str, ...] = ()


_TEMPLATES: dict[NotificationKind, dict[Language, NotificationText]] = {
    NotificationKind.STEP_DUE_SOON: {
        Language.VI: NotificationText(
            "Sắp đến hạn: bước {step}, hồ sơ {case}",
            "Bước {step} của hồ sơ {case} sẽ đến hạn vào {due}.",
        ),
        Language.EN: NotificationText(
            "Due soon: step {step}, case {case}",
            "Step {step} of case {case} is due at {due}.",
        ),
    },
    NotificationKind.STEP_OVERDUE: {
        Language.VI: NotificationText(
            "Quá hạn: bước {step}, hồ sơ {case}",
            "Bước {step} của hồ sơ {case} đã quá hạn từ {due}.",
        ),
        Language.EN: NotificationText(
            "Overdue: step {step}, case {case}",
            "Step {step} of case {case} has been overdue since {due}.",
        ),
    },
    NotificationKind.CASE_OVERDUE: {
        Language.VI: NotificationText(
            "Quá hạn: hồ sơ {case}",
            "Hồ sơ {case} đã quá hạn từ {due}.",
        ),
        Language.EN: NotificationText(
            "Overdue: case {case}",
            "Case {case} has been overdue since {due}.",
        ),
    },
    NotificationKind.SUSPENSION_ENDED: {
        Language.VI: NotificationText(
            "Hết thời gian tạm dừng: hồ sơ {case}",
            "Hồ sơ {case} đã tạm dừng hết thời gian mà thủ tục cho phép nên tự tiếp tục; hạn mới là {due}.",
        ),
        Language.EN: NotificationText(
            "Suspension ended: case {case}",
            "Case {case} was suspended for as long as its procedure allows and goes on; it is due at {due}.",
        ),
    },
    NotificationKind.BUCK_PASSING: {
        Language.VI: NotificationText(
            "Đùn đẩy trách nhiệm: hồ sơ {case}",
            "{work} của hồ sơ {case} bị chuyển qua lại giữa {between} mà không được giải quyết, "
            "phát hiện {due}.",
        ),
        Language.EN: NotificationText(
            "Buck-passing: case {case}",
            "{work} of case {case} was passed between {between} without progress; it was seen at {due}.",
        ),
    },
    NotificationKind.CASES_TAKEN_OVER: {
        Language.VI: NotificationText(
            "Hồ sơ tiếp quản: có việc của bạn",
            "Hồ sơ từ hệ thống khác đã được tiếp quản (bắt đầu {due}), trong đó có bước bạn đang giữ; "
            "hãy xem danh sách việc của mình.",
        ),
        Language.EN: NotificationText(
            "Cases taken over: some of the work is yours",
            "Cases of another system were taken over (begun {due}), and you hold steps of them; "
            "see the list of your work.",
        ),
    },
    NotificationKind.CASE_LEFT_TO_HEAD: {
        Language.VI: NotificationText(
            "Cần phân công: hồ sơ {case} chuyển từ {counterpart}",
            "Hồ sơ {case} của {counterpart} chuyển về cơ quan từ {due}; quyết định không nêu phòng ban nào "
            "tiếp nhận phần việc này nên thủ trưởng cơ quan nhận để phân công.",
        ),
        Language.EN: NotificationText(
            "To be assigned: case {case}, which came from {counterpart}",
            "Case {case} of {counterpart} is this agency's from {due} on; the decision names no division "
            "that takes this work over, so that it is the head's to assign.",
        ),
    },
}
_FURTHER = (
    CATALOGUE_TEXTS
    | CONTESTING_TEXTS
    | COORDINATION_TEXTS
    | ESCALATION_TEXTS
    | RECEIPT_TEXTS
    | REPORT_TEXTS
    | WORK_TEXTS
)
_PROVINCE = {Language.VI: "toàn tỉnh", Language.EN: "the province"}
_SUBJECT = {Language.VI: " Về việc: {subject}.", Language.EN: " Subject: {subject}."}
_HOLDER = {Language.VI: " Đơn vị đang xử lý: {division}.", Language.EN: " Held by: {division}."}


def render(
    notification: NotificationContent,
    language: Language,
    names: NamesShown = NamesShown(),
) -> NotificationText:
    """Title and sentence for a reader of `language`; what the notification doesn't know is left out.

    Who or what has no name that is known is named by code.
    """
    template = _template(NotificationKind(notification.kind), language)
    sentence = template.sentence
    if notification.subject:
        sentence += _SUBJECT[language]
    if notification.division:
        sentence += _HOLDER[language]
    values = {
        "case": notification.case_number or "",
        "step": _step(notification, language),
        "work": _work(notification, language),
        "due": written(notification.due_at, vietnamese=language is Language.VI),
        "subject": (notification.subject or "").rstrip("."),
        "division": names.division or notification.division or "",
        "official": names.official or notification.official or "",
        "owner": names.owner or notification.owner or (_PROVINCE[language] if notification.period else ""),
        "edition": notification.edition or "",
        "counterpart": names.counterpart or notification.counterpart or "",
        "between": ", ".join(names.between or notification.between),
        "coordination": notification.coordination or "",
        "period": written_period(notification.period or "", vietnamese=language is Language.VI),
        "address": notification.address or "",
    }
    return NotificationText(template.title.format_map(values), sentence.format_map(values))


def _template(kind: NotificationKind, language: Language) -> NotificationText:
    if kind in _FURTHER:
        return NotificationText(*_FURTHER[kind][language])
    return _TEMPLATES[kind][language]


def _step(notification: NotificationContent, language: Language) -> str:
    name = notification.step_name or notification.step or ""
    return f"“{name}”" if language is Language.VI else f'"{name}"'


def _work(notification: NotificationContent, language: Language) -> str:
    """The step, where it is about one."""
    if notification.step is None:
        return "Việc" if language is Language.VI else "Work"
    return f"{'Bước' if language is Language.VI else 'Step'} {_step(notification, language)}"
