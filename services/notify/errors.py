"""Every refusal of the notify service: its code, its HTTP status, and its sentence in both languages."""

from shared.errors import NotFound, Refusal


class NotificationNotFound(NotFound):
    """Not there, or not the reader's own: nobody learns which, an inbox is private."""

    code = "notification-not-found"
    vi = "Không tìm thấy thông báo này trong hộp của bạn."
    en = "There is no such notification in your inbox."


class NotificationAlreadyRead(Refusal):
    code = "notification-already-read"
    vi = "Không có gì thay đổi: thông báo đã được đánh dấu đã đọc."
    en = "Nothing to change: the notification was marked as read."
