"""What notifications say of reports that were made by themselves, or corrected."""

from services.notify.domain.delivery import NotificationKind
from shared.errors import Language

#: Title and sentence, by kind and language.
REPORT_TEXTS: dict[NotificationKind, dict[Language, tuple[str, str]]] = {
    NotificationKind.REPORT_ISSUED: {
        Language.VI: (
            "Báo cáo {period}: {owner}",
            "Báo cáo {period} của {owner} đã lập lúc {due}; xem tại {address}.",
        ),
        Language.EN: (
            "Report on {period}: {owner}",
            "The report of {owner} on {period} was made at {due}; it is at {address}.",
        ),
    },
    NotificationKind.REPORT_CORRECTED: {
        Language.VI: (
            "Báo cáo {period} có bản {edition}: {owner}",
            "Số liệu báo cáo {period} của {owner} đã thay đổi nên lập bản {edition} lúc {due}; bản trước "
            "được giữ nguyên. Xem tại {address}.",
        ),
        Language.EN: (
            "Report on {period}, edition {edition}: {owner}",
            "Figures of the report of {owner} on {period} have changed since: edition {edition} was made at "
            "{due}, and the one before stays as it is. It is at {address}.",
        ),
    },
}
