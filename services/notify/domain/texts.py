"""What a notification says, in both languages: a pure function of what it knows."""

from dataclasses import dataclass

from services.notify.domain.catalogue_texts import CATALOGUE_TEXTS
from services.notify.domain.delivery import NotificationKind
from shared.contracts.notify import NotificationContent
from shared.errors import Language
from shared.vietnam_time import written


@dataclass(frozen=True, slots=True)
class NotificationText:
    title: str
    sentence: str


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
}
_SUBJECT = {Language.VI: " Về việc: {subject}.", Language.EN: " Subject: {subject}."}
_HOLDER = {Language.VI: " Đơn vị đang xử lý: {division}.", Language.EN: " Held by: {division}."}


def render(
    notification: NotificationContent, language: Language, division_name: str | None = None
) -> NotificationText:
    """Title and sentence for a reader of `language`; what the notification doesn't know is left out.

    A division whose name isn't known is named by its code.
    """
    template = _template(NotificationKind(notification.kind), language)
    sentence = template.sentence
    if notification.subject:
        sentence += _SUBJECT[language]
    if notification.division:
        sentence += _HOLDER[language]
    values = {
        "case": notification.case_number or "",
        "step": _quoted(notification.step_name or notification.step or "", language),
        "due": written(notification.due_at, vietnamese=language is Language.VI),
        "subject": (notification.subject or "").rstrip("."),
        "division": division_name or notification.division or "",
        "owner": notification.owner or "",
        "edition": notification.edition or "",
        "counterpart": notification.counterpart or "",
    }
    return NotificationText(template.title.format_map(values), sentence.format_map(values))


def _template(kind: NotificationKind, language: Language) -> NotificationText:
    if kind in CATALOGUE_TEXTS:
        return NotificationText(*CATALOGUE_TEXTS[kind][language])
    return _TEMPLATES[kind][language]


def _quoted(name: str, language: Language) -> str:
    return f"“{name}”" if language is Language.VI else f'"{name}"'
