"""What notifications say of reports that were made by themselves, or corrected."""

from services.notify.domain.delivery import NotificationKind
from shared.errors import Language

#: Title and sentence, by kind and language.
REPORT_TEXTS: dict[NotificationKind, dict[Language, tuple[str, str]]] = {
    NotificationKind.REPORT_ISSUED: {
        Language.VI: (
            "Báo cáo kỳ {period}: {owner}",
            "Báo cáo kỳ {period} của {owner} đã lập lúc {due}; xem tại {address}.",
        ),
        Language.EN: (
            "Report on {period}: {owner}",
            "The report on {period} of {owner} was made at {due}; it is at {address}.",
        ),
    },
    NotificationKind.REPORT_CORRECTED: {
        Language.VI: (
            "Báo cáo kỳ {period} có bản {edition}: {owner}",
            "Báo cáo kỳ {period} của {owner} có số liệu khác trước, thành bản {edition} lúc {due}; "
            "bản cũ giữ nguyên. Xem tại {address}.",
        ),
        Language.EN: (
            "Report on {period}, edition {edition}: {owner}",
            "Figures of the report on {period} of {owner} are otherwise: edition {edition} of {due}; the one "
            "before stays. It is at {address}.",
        ),
    },
}
