"""What the event store refuses, whichever service asks."""

from shared.errors import Language, Refusal

#: Who may know more than a store, besides topics and services, which have their names.
READ_MODELS, THIS_PROCESS = "read models", "this process"
_IN_VIETNAMESE = {READ_MODELS: "dữ liệu tra cứu", THIS_PROCESS: "tiến trình này"}
#: What an operator does about a store that was set back.
RUNBOOK = "docs/runbook/store-set-back.md"


class VersionMismatch(Refusal):
    """The client decided on an older state of the aggregate (`If-Match`)."""

    code = "version-mismatch"
    status = 412
    vi = (
        "{what} đã thay đổi (phiên bản {actual}, bạn đang xem phiên bản {expected}); hãy tải lại rồi thử lại."
    )
    en = "{what} has changed (version {actual}, you saw version {expected}); load it again and retry."


class KeyReused(Refusal):
    """An idempotency key came again with another content."""

    code = "idempotency-key-reused"
    status = 422
    vi = "Idempotency-Key này đã dùng cho một yêu cầu khác; hãy dùng khóa mới."
    en = "This Idempotency-Key was used for another request; use a new one."


class TooLarge(Refusal):
    """More than one save may hold."""

    code = "too-large"
    status = 413
    vi = "Dữ liệu quá lớn: {size} byte, tối đa {maximum} byte cho một {what}; hãy chia nhỏ hoặc đính kèm tệp."
    en = "Too large: {size} bytes, at most {maximum} for one {what}; split it, or attach it as a file."


class KeyUnusable(Refusal):
    """A key that can't be part of a stream's name: too long, or with control characters."""

    code = "key-unusable"
    status = 422
    vi = "Mã này quá dài hoặc chứa ký tự không dùng được."
    en = "This key is too long, or has characters that can't be used."


class StoreUnavailable(Refusal):
    """The store can't be reached; what was asked may or may not be saved: ask again with the same key."""

    code = "store-unavailable"
    status = 503
    vi = "Kho dữ liệu tạm thời không trả lời; hãy gửi lại với cùng Idempotency-Key sau {retry_after} giây."
    en = "The store doesn't answer; send it again with the same Idempotency-Key in {retry_after} seconds."


class DiskFull(StoreUnavailable):
    """There is no room left to save in: nothing was saved; it passes by itself when somebody makes room."""

    code = "disk-full"
    vi = (
        "Đĩa đã đầy nên chưa lưu được gì; người vận hành cần giải phóng chỗ. "
        "Hãy gửi lại với cùng Idempotency-Key sau {retry_after} giây."
    )
    en = (
        "The disk is full, so nothing was saved; operators must make room. "
        "Send it again with the same Idempotency-Key in {retry_after} seconds."
    )


class StoreDamaged(Refusal):
    """The store's file isn't whole: bytes were lost or changed on the disk."""

    code = "store-damaged"
    status = 500
    vi = "Kho {path} bị hỏng ({found}); hãy khôi phục bản sao lưu, xem docs/how-to/back-up.md."
    en = "The store {path} is damaged ({found}); put a backup in its place, see docs/how-to/back-up.md."


class StoreSetBack(StoreUnavailable):
    """The store lacks what somebody has seen in it (`follower`): it was restored from an older copy."""

    code = "store-set-back"
    vi = (
        "Kho dữ liệu đã bị khôi phục từ một bản sao cũ (thiếu sự kiện {seen} mà {follower} đã nhận); "
        f"người vận hành xem {RUNBOOK}."
    )
    en = (
        "The store was restored from an older copy (event {seen} is missing, which {follower} has); "
        f"operators see {RUNBOOK}."
    )

    def message(self, language: Language) -> str:
        """The sentence for a reader of `language`."""
        named = follower_name(str(self.values["follower"]), language)
        template = self.vi if language is Language.VI else self.en
        return template.format_map({**self.values, "follower": named})


def follower_name(follower: str, language: Language) -> str:
    """What a follower of a store is called."""
    return _IN_VIETNAMESE.get(follower, follower) if language is Language.VI else follower


class ClockJumped(StoreUnavailable):
    """The wall clock was set while the process ran: nothing is recorded under a time that may be false."""

    code = "clock-jumped"
    vi = (
        "Đồng hồ của máy chủ vừa bị chỉnh {seconds} giây; hãy gửi lại với cùng Idempotency-Key sau khi người "
        "vận hành kiểm tra (docs/runbook/clock-jumped.md)."
    )
    en = (
        "The server's clock was set by {seconds} seconds; send it again with the same Idempotency-Key when "
        "an operator has looked at it (docs/runbook/clock-jumped.md)."
    )


class DecisionTooLong(Refusal):
    """A decision that computes without an end in sight: whoever asks for it again is refused again."""

    code = "decision-too-long"
    status = 503
    vi = "Yêu cầu này cần tính toán quá {seconds} giây nên đã bị dừng; hãy báo người vận hành."
    en = "This takes more than {seconds} seconds to work out and was stopped; tell the operator."


class AlreadyTaken(Exception):
    """A message's position was already recorded: its effects are in the store."""
