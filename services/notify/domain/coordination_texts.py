"""What notifications on coordinations say: to the asked agency, and to who holds the asking step."""

from services.notify.domain.delivery import NotificationKind
from shared.errors import Language

#: Title and sentence, by kind and language.
COORDINATION_TEXTS: dict[NotificationKind, dict[Language, tuple[str, str]]] = {
    NotificationKind.COORDINATION_REQUESTED: {
        Language.VI: (
            "Đề nghị phối hợp từ {counterpart}: hồ sơ {case}",
            "{counterpart} đề nghị phối hợp giải quyết hồ sơ {case} (đề nghị số {coordination}); hạn trả "
            "lời: {due}.",
        ),
        Language.EN: (
            "Coordination asked for by {counterpart}: case {case}",
            "{counterpart} asks for a part of case {case} (coordination {coordination}); an answer is due "
            "at {due}.",
        ),
    },
    NotificationKind.COORDINATION_ANSWERED: {
        Language.VI: (
            "{counterpart} đã trả lời: hồ sơ {case}",
            "Đề nghị phối hợp số {coordination} ở bước {step} của hồ sơ {case} có trả lời lúc {due}; hãy "
            "chấp nhận hoặc trả lại.",
        ),
        Language.EN: (
            "{counterpart} has answered: case {case}",
            "Coordination {coordination} of step {step}, case {case}, was answered at {due}; accept or "
            "return the answer.",
        ),
    },
    NotificationKind.COORDINATION_DECLINED: {
        Language.VI: (
            "{counterpart} từ chối phối hợp: hồ sơ {case}",
            "{counterpart} đã từ chối đề nghị số {coordination} ở bước {step} của hồ sơ {case} lúc {due}.",
        ),
        Language.EN: (
            "{counterpart} declined: case {case}",
            "{counterpart} declined coordination {coordination} of step {step}, case {case}, at {due}.",
        ),
    },
    NotificationKind.COORDINATION_WITHDRAWN: {
        Language.VI: (
            "{counterpart} rút đề nghị phối hợp: hồ sơ {case}",
            "{counterpart} đã rút đề nghị số {coordination} của hồ sơ {case} lúc {due}; không cần trả "
            "lời nữa.",
        ),
        Language.EN: (
            "{counterpart} withdrew its request: case {case}",
            "{counterpart} withdrew coordination {coordination} of case {case} at {due}; no answer is "
            "needed.",
        ),
    },
    NotificationKind.CLARIFICATION_ASKED: {
        Language.VI: (
            "{counterpart} đề nghị làm rõ: hồ sơ {case}",
            "{counterpart} hỏi lại lúc {due} về đề nghị số {coordination} ở bước {step} của hồ sơ {case}.",
        ),
        Language.EN: (
            "{counterpart} asks back: case {case}",
            "{counterpart} asked back at {due} about coordination {coordination} of step {step}, case "
            "{case}.",
        ),
    },
    NotificationKind.CLARIFICATION_GIVEN: {
        Language.VI: (
            "{counterpart} đã làm rõ: hồ sơ {case}",
            "{counterpart} đã làm rõ đề nghị số {coordination} của hồ sơ {case} lúc {due}.",
        ),
        Language.EN: (
            "{counterpart} made it clear: case {case}",
            "{counterpart} answered at {due} what was asked back about coordination {coordination}, case "
            "{case}.",
        ),
    },
    NotificationKind.ANSWER_RETURNED: {
        Language.VI: (
            "{counterpart} trả lại văn bản trả lời: hồ sơ {case}",
            "{counterpart} đã trả lại trả lời cho đề nghị số {coordination} của hồ sơ {case} lúc {due}; phải "
            "trả lời lại.",
        ),
        Language.EN: (
            "{counterpart} returned the answer: case {case}",
            "{counterpart} returned the answer to coordination {coordination} of case {case} at {due}; "
            "another one is owed.",
        ),
    },
    NotificationKind.DISAGREEMENT_RAISED: {
        Language.VI: (
            "Chưa thống nhất giữa các cơ quan: hồ sơ {case}",
            "{counterpart} đưa ý kiến chưa thống nhất ở đề nghị số {coordination} của hồ sơ {case} ra giải "
            "quyết, thời điểm {due}.",
        ),
        Language.EN: (
            "Agencies disagree: case {case}",
            "{counterpart} takes the disagreement on coordination {coordination} of case {case} further, at "
            "{due}.",
        ),
    },
    NotificationKind.DISAGREEMENT_DECIDED: {
        Language.VI: (
            "Đã có quyết định về ý kiến chưa thống nhất: hồ sơ {case}",
            "Ý kiến chưa thống nhất với {counterpart} ở bước {step} của hồ sơ {case} được quyết định lúc "
            "{due}.",
        ),
        Language.EN: (
            "A disagreement is decided: case {case}",
            "The disagreement with {counterpart} at step {step} of case {case} was decided at {due}.",
        ),
    },
}
