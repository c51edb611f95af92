"""What notifications say of work that is overdue and climbs."""

from services.notify.domain.delivery import NotificationKind
from shared.errors import Language

#: Title and sentence, by kind and language.
ESCALATION_TEXTS: dict[NotificationKind, dict[Language, tuple[str, str]]] = {
    NotificationKind.STEP_ESCALATED: {
        Language.VI: (
            "Cảnh báo quá hạn: bước {step}, hồ sơ {case}",
            "Bước {step} của hồ sơ {case} ({counterpart}) quá hạn từ {due} mà chưa được giải quyết; "
            "đề nghị chỉ đạo.",
        ),
        Language.EN: (
            "Escalated: step {step}, case {case}",
            "Step {step} of case {case} ({counterpart}) has been overdue since {due} and is not done; "
            "it needs you.",
        ),
    },
    NotificationKind.CASE_ESCALATED: {
        Language.VI: (
            "Cảnh báo quá hạn: hồ sơ {case}",
            "Hồ sơ {case} ({counterpart}) quá hạn từ {due} mà chưa được giải quyết; đề nghị chỉ đạo.",
        ),
        Language.EN: (
            "Escalated: case {case}",
            "Case {case} ({counterpart}) has been overdue since {due} and is not done; it needs you.",
        ),
    },
    NotificationKind.COORDINATION_ESCALATED: {
        Language.VI: (
            "Cảnh báo quá hạn trả lời: hồ sơ {case}",
            "{counterpart} chưa trả lời đề nghị phối hợp số {coordination} của hồ sơ {case}, "
            "quá hạn từ {due}; đề nghị chỉ đạo.",
        ),
        Language.EN: (
            "Escalated: an answer on case {case}",
            "{counterpart} owes an answer to coordination {coordination} of case {case}, "
            "overdue since {due}; it needs you.",
        ),
    },
}
