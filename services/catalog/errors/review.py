"""Refusals about rounds of comments on a draft, and about the answers to them."""

from shared.errors import Forbidden, NotFound, Refusal


class EditionInReview(Refusal):
    code = "edition-in-review"
    vi = "Danh mục lần {edition} của {agency} đang lấy ý kiến đến hết ngày {comments_due}; chưa sửa được."
    en = "Edition {edition} of {agency} is out for comments until {comments_due}; it can't change before."


class EditionNotInReview(Refusal):
    code = "edition-not-in-review"
    vi = "Danh mục lần {edition} của {agency} không trong thời gian lấy ý kiến."
    en = "Edition {edition} of {agency} is not out for comments."


class CommentTimeTooShort(Refusal):
    code = "comment-time-too-short"
    status = 422
    vi = "Thời gian góp ý phải đến ít nhất hết ngày {earliest}."
    en = "There must be time for comments until {earliest} at least."


class CommentTimePassed(Refusal):
    code = "comment-time-passed"
    vi = "Đã hết thời gian góp ý (ngày {comments_due})."
    en = "The time for comments has passed (on {comments_due})."


class CommentEmpty(Refusal):
    code = "comment-empty"
    status = 422
    vi = "Góp ý phải có nội dung."
    en = "A comment needs a text."


class CommentPlaceUnknown(Refusal):
    code = "comment-place-unknown"
    status = 422
    vi = "Danh mục không có thủ tục hoặc bước này: {place}."
    en = "There is no such procedure or step in the edition: {place}."


class CommentNotFound(NotFound):
    code = "comment-not-found"
    vi = "Không có góp ý số {comment}."
    en = "There is no comment {comment}."


class CommentsTooMany(Refusal):
    code = "comments-too-many"
    vi = "Một lần ban hành có tối đa {most} góp ý."
    en = "An edition takes at most {most} comments."


class NothingCommentedYet(Refusal):
    code = "nothing-commented-yet"
    vi = "Vòng này chưa có góp ý; nếu không có ý kiến, hãy xác nhận rõ là không có ý kiến."
    en = "This round has no comment; if there is nothing to say, say so."


class AlreadyCommented(Refusal):
    code = "already-commented"
    vi = "Vòng này đã có {comments} góp ý, không thể xác nhận là không có ý kiến."
    en = "This round has {comments} comments; it can't be closed as having nothing to say."


class CommentAlreadyAnswered(Refusal):
    code = "comment-already-answered"
    vi = "Góp ý số {comment} đã được trả lời."
    en = "Comment {comment} is answered already."


class CommentsUnanswered(Refusal):
    code = "comments-unanswered"
    vi = "Còn góp ý chưa được tiếp thu hoặc giải trình: {comments}."
    en = "These comments have no answer yet: {comments}."


class DeclinedWithoutReason(Refusal):
    code = "declined-without-reason"
    status = 422
    vi = "Không tiếp thu góp ý thì phải nêu lý do."
    en = "A comment is declined with a reason."


class DeclinedWithRevision(Refusal):
    code = "declined-with-revision"
    status = 422
    vi = "Không tiếp thu góp ý thì không kèm nội dung sửa đổi."
    en = "A comment that is declined brings no revision."


class FirstEditionNotReviewed(Refusal):
    code = "first-edition-not-reviewed"
    vi = "Danh mục lần đầu của {agency} chưa lấy ý kiến cơ quan thẩm định nên chưa ban hành được."
    en = "The first catalogue of {agency} can't be issued before the reviewing agency was asked for comments."


class MayNotSendForComments(Forbidden):
    """Also answering, taking back, posting and sending out, which the same people do."""

    code = "may-not-send-for-comments"
    vi = "Chỉ lãnh đạo hoặc người biên tập danh mục của {agency} mới được làm việc này."
    en = "Only the head or a catalogue editor of {agency} may do this."


class MayNotComment(Forbidden):
    code = "may-not-comment"
    vi = "Chỉ người thẩm định của {reviewing_agency}, không phải người đã gửi dự thảo, mới được góp ý."
    en = "Only a reviewer of {reviewing_agency} may comment, and not who has sent the draft."
