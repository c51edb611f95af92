"""How keeping cases in sight and searches at hand may be refused."""

from shared.errors import Refusal


class CaseAlreadyFollowed(Refusal):
    code = "case-already-followed"
    status = 409
    vi = "Bạn đã theo dõi hồ sơ này rồi."
    en = "You follow this case already."


class CaseNotFollowed(Refusal):
    code = "case-not-followed"
    status = 409
    vi = "Bạn không theo dõi hồ sơ này."
    en = "You don't follow this case."


class SearchAlreadySaved(Refusal):
    code = "search-already-saved"
    status = 409
    vi = "Bạn đã lưu tìm kiếm này dưới tên đó rồi."
    en = "You have saved this search under that name already."


class SearchNotSaved(Refusal):
    code = "search-not-saved"
    status = 404
    vi = "Bạn không có tìm kiếm nào tên “{name}”."
    en = 'You have no search with the name "{name}".'


class TooMuchKept(Refusal):
    code = "too-much-kept"
    status = 409
    vi = "Bạn chỉ giữ được {most}; hãy bỏ bớt trước."
    en = "You can keep {most} at most; let some go first."
