"""How a reading is refused that can't be logged."""

from shared.errors import Unavailable


class AccessNotLogged(Unavailable):
    """Nothing of a case is shown without a record of who saw it; what was asked for is safe."""

    code = "access-not-logged"
    vi = (
        "Chưa ghi được nhật ký người xem nên hồ sơ chưa được hiển thị ({reason}); "
        "hãy thử lại sau {retry_after} giây."
    )
    en = (
        "Who looks at a case is logged, and that can't be done at the moment ({reason}), so nothing is "
        "shown; try again in {retry_after} seconds."
    )
