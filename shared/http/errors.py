"""The refusals that HTTP itself has, whatever the service."""

from shared.errors import Refusal


class PathNotFound(Refusal):
    code = "path-not-found"
    status = 404
    vi = "Không có địa chỉ {path}."
    en = "There is nothing at {path}."


class MethodNotAllowed(Refusal):
    code = "method-not-allowed"
    status = 405
    vi = "Địa chỉ {path} không nhận phương thức {method}."
    en = "{path} doesn't take the method {method}."


class BodyMalformed(Refusal):
    code = "body-malformed"
    status = 400
    vi = "Không đọc được nội dung yêu cầu."
    en = "The body of the request can't be read."


class MediaTypeUnsupported(Refusal):
    code = "media-type-unsupported"
    status = 415
    vi = "Nội dung yêu cầu phải là JSON (Content-Type: application/json), không phải {given}."
    en = "The body of the request must be JSON (Content-Type: application/json), not {given}."


class BodyTooLarge(Refusal):
    code = "body-too-large"
    status = 413
    vi = "Nội dung yêu cầu vượt quá {maximum} byte."
    en = "The body of the request is larger than {maximum} bytes."


class InputInvalid(Refusal):
    """The input isn't of the form that the endpoint takes; the problem's `errors` say where."""

    code = "input-invalid"
    status = 422
    vi = "Dữ liệu gửi lên chưa đúng: {places}."
    en = "The input is wrong: {places}."


class ConsistencyTokenUnreadable(Refusal):
    code = "consistency-token-unreadable"
    status = 400
    vi = "Consistency-Token phải là giá trị nhận được khi ra lệnh; nhiều giá trị cách nhau bởi dấu phẩy."
    en = "Consistency-Token must be what a command was answered with; several are separated by commas."


class CursorUnreadable(Refusal):
    code = "cursor-unreadable"
    status = 422
    vi = "cursor phải là giá trị mà trang trước của chính danh sách này đã trả về."
    en = "cursor must be what the page before it of this same list was answered with."


class NotYetReadable(Refusal):
    """What was written is safe, and the read models don't show it yet."""

    code = "not-yet-readable"
    status = 503
    vi = "Thay đổi của bạn đã được lưu nhưng chưa kịp hiện ra; hãy xem lại sau {retry_after} giây."
    en = "Your change is saved and doesn't show yet; look again in {retry_after} seconds."


class HttpRefused(Refusal):
    """Any other answer that the framework gives; the problem has the status it chose."""

    code = "http-refused"
    status = 400
    vi = "Yêu cầu không thực hiện được."
    en = "The request can't be carried out."


class InternalError(Refusal):
    """Our fault, not the caller's; the log has the rest under the correlation id."""

    code = "internal-error"
    status = 500
    vi = "Hệ thống gặp lỗi. Khi báo lỗi, hãy gửi kèm mã {correlation_id}."
    en = "Something went wrong here. When you report it, give the id {correlation_id}."
