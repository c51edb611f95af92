"""What is remarked on a case: comments, documents, links, lateness, and its subject."""

from shared.errors import Refusal


class SecretRefused(Refusal):
    """It repeats nothing of what was sent: that may be secret itself."""

    code = "secret-refused"
    status = 422
    vi = (
        "Hệ thống không tiếp nhận tài liệu bí mật nhà nước (mật, tối mật, tuyệt mật);"
        " hãy xử lý trên mạng dành riêng theo quy định."
    )
    en = "No state secrets of any grade are taken here; handle them on the network that is meant for them."


class CommentMissing(Refusal):
    code = "comment-missing"
    status = 422
    vi = "Phải ghi nội dung ý kiến."
    en = "A comment needs a text."


class DocumentNameMissing(Refusal):
    code = "document-name-missing"
    status = 422
    vi = "Phải ghi tên tài liệu."
    en = "A document needs a name."


class DocumentAlreadyAttached(Refusal):
    code = "document-already-attached"
    vi = "Tài liệu có cùng nội dung (SHA-256) đã được đính kèm hồ sơ này."
    en = "A document of the same content (SHA-256) is attached to this case already."


class DocumentRepeated(Refusal):
    code = "document-repeated"
    status = 422
    vi = "Hai tài liệu gửi kèm có cùng nội dung (SHA-256)."
    en = "Two of the documents have the same content (SHA-256)."


class LinkedToItself(Refusal):
    code = "linked-to-itself"
    status = 422
    vi = "Phải nêu một hồ sơ khác để liên kết."
    en = "Another case must be named to link to."


class AlreadyLinked(Refusal):
    code = "already-linked"
    vi = "Hồ sơ đã được liên kết với hồ sơ {other_case}."
    en = "The case is linked to case {other_case} already."


class LinkedCaseUnknown(Refusal):
    """Also of a case that isn't the sender's to know of."""

    code = "linked-case-unknown"
    status = 422
    vi = "Không có hồ sơ {other_case}."
    en = "There is no case {other_case}."


class SubjectUnchanged(Refusal):
    code = "subject-unchanged"
    vi = "Trích yếu mới giống hệt trích yếu hiện tại."
    en = "The new subject is the same as the present one."


class NotExpectedLate(Refusal):
    code = "not-expected-late"
    status = 422
    vi = "Thời điểm dự kiến {expected_at} phải sau hạn của bước {step} là {due_at}; nếu không thì không trễ."
    en = "The expected time {expected_at} must be after step {step} is due at {due_at}, or it isn't late."


class LatenessToldTooLate(Refusal):
    code = "lateness-told-too-late"
    vi = "Chỉ báo trước được khi chưa đến hạn; bước {step} đã đến hạn lúc {due_at}."
    en = "Lateness is announced before a step is due; step {step} was due at {due_at}."


class LatenessAlreadyAnnounced(Refusal):
    code = "lateness-already-announced"
    vi = "Đã báo trước rằng bước {step} sẽ xong lúc {expected_at}."
    en = "It was announced already that step {step} will be done at {expected_at}."
