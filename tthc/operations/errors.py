"""What operating the system refuses."""

from shared.errors import Refusal


class ServiceDidNotStart(Refusal):
    """A service's process ended, or wasn't ready in time; the end of its log says why."""

    code = "service-did-not-start"
    status = 503
    vi = "Dịch vụ {service} không khởi động được: {reason}. Phần cuối nhật ký {log}:\n{tail}"
    en = "The service {service} did not start: {reason}. The end of its log {log}:\n{tail}"


class AddressTaken(Refusal):
    """Another program listens where a service is to."""

    code = "address-taken"
    status = 503
    vi = "{holder_vi} đang dùng {host}:{port}, cần cho {service}; hãy dừng nó hoặc đổi {setting}."
    en = "{holder_en} listens on {host}:{port}, where {service} is to; stop it or set {setting} otherwise."


class NotSettled(Refusal):
    """Something didn't come to an end in the time that was given."""

    code = "not-settled"
    status = 503
    vi = "Sau {seconds} giây hệ thống vẫn chưa xử lý xong: {waiting}."
    en = "After {seconds} seconds the system has not come to rest: {waiting}."


class NotOfItsOwnProcess(Refusal):
    """Asked to end or start a service that runs inside of this process."""

    code = "not-of-its-own-process"
    vi = "Dịch vụ {service} chạy chung trong tiến trình này nên không thể dừng riêng."
    en = "The service {service} runs inside of this process, so it can't be ended by itself."


class NotReachable(Refusal):
    """A service that an operator's command needs doesn't answer."""

    code = "service-not-reachable"
    status = 503
    vi = "{service} không trả lời tại {url}: {reason}. Hãy khởi động bằng tthc up, hoặc kiểm tra {setting}."
    en = "{service} does not answer at {url}: {reason}. Start it with tthc up, or check {setting}."


class Refused(Refusal):
    """A service refused an operator's order; its own words, and its own code as `stated`."""

    code = "refused-by-service"
    vi = "{detail}"
    en = "{detail}"

    @property
    def problem(self) -> str:
        """The service's code of the problem."""
        return str(self.values["stated"])


class StillRunning(Refusal):
    """The order is for a store that nobody uses."""

    code = "service-still-running"
    vi = "Dịch vụ {service} đang chạy tại {url}; hãy dừng nó trước (hoặc dùng --force nếu chắc chắn)."
    en = "The service {service} runs at {url}; stop it first (or use --force if you are sure)."


class NeedsKafka(Refusal):
    """There are no topics without Kafka."""

    code = "needs-kafka"
    status = 422
    vi = "Cần Kafka: hãy đặt KAFKA_BOOTSTRAP_SERVERS (cấu hình nhúng không dùng topic)."
    en = "This needs Kafka: set KAFKA_BOOTSTRAP_SERVERS (the embedded profile has no topics)."


class NoSuchLetter(Refusal):
    """No service sets messages aside under such a key."""

    code = "no-such-letter"
    status = 422
    vi = "Không có thông điệp không xử lý được {key}; hãy lấy mã bằng tthc dlq list."
    en = "There is no dead letter {key}; tthc dlq list has the keys."


class NoSuchName(Refusal):
    """A service or a view that isn't known."""

    code = "no-such-name"
    status = 422
    vi = "Không có {what} {name}; có: {known}."
    en = "There is no {what} {name}; there are: {known}."


class WhatToChoose(Refusal):
    """An order on dead letters names neither keys nor all of them."""

    code = "nothing-chosen"
    status = 422
    vi = "Hãy nêu mã thông điệp, hoặc dùng --all (có thể kèm --reason)."
    en = "Name the dead letters by their keys, or use --all (with --reason, if you like)."


class StoresNotInFiles(Refusal):
    """The stores are in PostgreSQL, which has tools of its own for this."""

    code = "stores-not-in-files"
    status = 409
    vi = "Kho sự kiện nằm trong PostgreSQL; hãy sao lưu bằng pg_dump hoặc lưu trữ WAL (xem tài liệu sao lưu)."
    en = "The event stores are in PostgreSQL; back them up with pg_dump or WAL archiving (see the how-to)."


class BackupExists(Refusal):
    """A backup never writes over another."""

    code = "backup-exists"
    status = 409
    vi = "Thư mục {folder} đã có dữ liệu; hãy chọn thư mục khác."
    en = "The folder {folder} has something in it; choose another."


class OutputUnwritable(Refusal):
    """A file can't be written where it is to be."""

    code = "output-unwritable"
    status = 422
    vi = "{path}: không ghi được tệp này ({reason_vi})."
    en = "{path}: this file can't be written ({reason_en})."


class LogFormUnclear(Refusal):
    """A file's name doesn't say what is to be written to it."""

    code = "log-form-unclear"
    status = 422
    vi = "{path}: tên tệp không cho biết dạng nhật ký; hãy nêu --format xes, ocel hoặc csv."
    en = "{path}: its name doesn't say what to write; give --format xes, ocel or csv."


class ReportFormUnclear(Refusal):
    """A file's name doesn't say what a report is to be written as."""

    code = "report-form-unclear"
    status = 422
    vi = "{path}: tên tệp không cho biết dạng báo cáo; hãy nêu --format xlsx, csv hoặc pdf."
    en = "{path}: its name doesn't say what to write; give --format xlsx, csv or pdf."
