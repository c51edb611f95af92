"""What the procedure allows."""

from shared.errors import Refusal


class SuspensionNotForeseen(Refusal):
    code = "suspension-not-foreseen"
    vi = "Thủ tục {procedure} (lần ban hành {edition}) không quy định việc tạm dừng hồ sơ."
    en = "Procedure {procedure} (edition {edition}) doesn't allow its cases to be suspended."


class SuspensionsUsedUp(Refusal):
    code = "suspensions-used-up"
    vi = "Thủ tục {procedure} chỉ cho phép tạm dừng mỗi hồ sơ {most_times} lần, và hồ sơ này đã đủ số lần."
    en = "Procedure {procedure} allows {most_times} suspension(s) of a case, and this one has had them."


class ExtensionNotForeseen(Refusal):
    code = "extension-not-foreseen"
    vi = "Thủ tục {procedure} (lần ban hành {edition}) không quy định việc gia hạn hồ sơ."
    en = "Procedure {procedure} (edition {edition}) doesn't allow its cases to be extended."


class ExtensionsUsedUp(Refusal):
    code = "extensions-used-up"
    vi = "Thủ tục {procedure} chỉ cho phép gia hạn mỗi hồ sơ {most_times} lần, và hồ sơ này đã đủ số lần."
    en = "Procedure {procedure} allows {most_times} extension(s) of a case, and this one has had them."


class ExtensionAfterDue(Refusal):
    code = "extension-after-due"
    vi = "Chỉ được gia hạn trước khi hết thời hạn: hồ sơ đã đến hạn lúc {due_at}, việc gia hạn là lúc {at}."
    en = "A case is extended before its limit ends: it was due at {due_at}, the extension is of {at}."


class ExtensionTooLate(Refusal):
    code = "extension-too-late"
    vi = "Phải gia hạn chậm nhất {notice_vi} trước khi hết thời hạn; hồ sơ đến hạn lúc {due_at}."
    en = "A case is extended at least {notice_en} before its limit ends; this one is due at {due_at}."


class ExtensionAlreadyRequested(Refusal):
    code = "extension-already-requested"
    vi = "Đã có một đề nghị gia hạn đang chờ lãnh đạo trả lời."
    en = "An extension was asked for already, and its answer is awaited."


class NoExtensionRequested(Refusal):
    code = "no-extension-requested"
    vi = "Không có đề nghị gia hạn nào chờ trả lời."
    en = "No extension is asked for."


class ExtensionTooLong(Refusal):
    code = "extension-too-long"
    status = 422
    vi = (
        "Mỗi lần gia hạn thêm nhiều nhất {longest_vi}, tức là chậm nhất đến {latest}, không thể đến {due_at}."
    )
    en = "One extension gives at most {longest_en}, that is until {latest}; not until {due_at}."
