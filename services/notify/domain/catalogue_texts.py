"""What notifications on catalogues say: to who comments, answers, acknowledges or reviews."""

from services.notify.domain.delivery import NotificationKind
from shared.errors import Language

#: Title and sentence, by kind and language.
CATALOGUE_TEXTS: dict[NotificationKind, dict[Language, tuple[str, str]]] = {
    NotificationKind.COMMENTS_ASKED: {
        Language.VI: (
            "Đề nghị góp ý: danh mục lần {edition} của {owner}",
            "{owner} gửi lấy ý kiến dự thảo danh mục lần {edition}; hạn góp ý đến hết {due}.",
        ),
        Language.EN: (
            "Comments asked for: edition {edition} of {owner}",
            "{owner} asks for comments on its draft of edition {edition}, until {due}.",
        ),
    },
    NotificationKind.COMMENTS_TO_ANSWER: {
        Language.VI: (
            "Có góp ý cần trả lời: danh mục lần {edition}",
            "Vòng lấy ý kiến danh mục lần {edition} của {owner} đã kết thúc lúc {due}; cần trả lời góp ý.",
        ),
        Language.EN: (
            "Comments to answer: edition {edition}",
            "The round of comments on edition {edition} of {owner} ended at {due}; comments await answers.",
        ),
    },
    NotificationKind.COMMENTS_NO_LONGER_ASKED: {
        Language.VI: (
            "Rút dự thảo: danh mục lần {edition} của {owner}",
            "{owner} đã rút dự thảo danh mục lần {edition} lúc {due}; không cần góp ý nữa.",
        ),
        Language.EN: (
            "Draft recalled: edition {edition} of {owner}",
            "{owner} took its draft of edition {edition} back at {due}; comments are no longer asked for.",
        ),
    },
    NotificationKind.CATALOGUE_TO_ACKNOWLEDGE: {
        Language.VI: (
            "Cần xác nhận đã nhận: danh mục lần {edition} của {owner}",
            "{owner} đã gửi danh mục lần {edition}; đề nghị xác nhận đã nhận.",
        ),
        Language.EN: (
            "To acknowledge: edition {edition} of {owner}",
            "{owner} has sent edition {edition} of its catalogue; please acknowledge it.",
        ),
    },
    NotificationKind.CATALOGUE_UNACKNOWLEDGED: {
        Language.VI: (
            "Chưa xác nhận đã nhận: danh mục lần {edition}",
            "{counterpart} được nhắc lần cuối vào {due} mà vẫn chưa xác nhận đã nhận danh mục lần {edition} "
            "của {owner}.",
        ),
        Language.EN: (
            "Not acknowledged: edition {edition}",
            "{counterpart} was reminded for the last time at {due}, and has not acknowledged edition "
            "{edition} of {owner}.",
        ),
    },
    NotificationKind.YEARLY_REVIEW_DUE: {
        Language.VI: (
            "Rà soát hằng năm: danh mục lần {edition} của {owner}",
            "Danh mục lần {edition} của {owner} phải được rà soát trước {due}.",
        ),
        Language.EN: (
            "Yearly review: edition {edition} of {owner}",
            "Edition {edition} of the catalogue of {owner} is to be reviewed before {due}.",
        ),
    },
}
