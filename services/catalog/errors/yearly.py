"""Refusals about the yearly review of an edition in force."""

from shared.errors import Refusal


class ReviewNotAnnounced(Refusal):
    code = "review-not-announced"
    vi = "Kỳ rà soát hằng năm chưa bắt đầu; có thể kết luận từ ngày {announced_on}."
    en = "The yearly review hasn't begun; it can be concluded from {announced_on} on."


class ReviewConcludedAlready(Refusal):
    code = "review-concluded-already"
    vi = "Lần ban hành tiếp theo đã có, không cần rà soát danh mục này nữa."
    en = "The next edition is issued; this one needs no review any more."
