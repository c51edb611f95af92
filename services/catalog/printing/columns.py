"""The sheets and columns of a catalogue's workbook. Both the writing and the reading follow this table.

A column's `path` is where its value stands in the JSON of a procedure, a step, …; the machine's name of it
is the path joined by dots, in the hidden second row, by which the reading finds it wherever it was moved.
"""

from dataclasses import dataclass

from services.catalog.printing.cells import (
    ANSWERS,
    CODE,
    CODES,
    DAY,
    FACTOR,
    FIGURE,
    KIND,
    LIMIT,
    ROLE,
    TEXT,
    UNIT,
    URGENT_LIMITS,
    WHOLE,
    YES_NO,
    Codec,
)

FORMAT = "tthc-catalogue-xlsx/1"
MACHINE_SHEET = "_tthc"  #: hidden: the format, the agency, the edition
#: A step of this path says whether the object in which the others stand is there at all.
STATED = "stated"
FIGURE_OF, UNIT_OF = "figure", "unit"  #: a limit in two cells


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet."""

    path: str
    title: str  #: in Vietnamese, for people
    codec: Codec = TEXT
    width: int = 12  #: in characters
    note: str = ""  #: how it is filled in, shown with the heading
    may_be_missing: bool = False  #: workbooks from before there was this column are read too

    @property
    def steps(self) -> tuple[str, ...]:
        """The path, taken apart."""
        return tuple(self.path.split("."))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: the procedures, or what belongs to them, a row each."""

    name: str  #: the field of a procedure that its rows are; `procedures` and `steps` are their own
    title: str
    columns: tuple[Column, ...]


_PROCEDURE = Column("procedure", "Mã thủ tục", CODE, 14)
_SEVERAL = "Nhiều giá trị cách nhau bằng dấu phẩy."

PROCEDURES = Sheet(
    "procedures",
    "Danh mục",
    (
        Column("code", "Mã thủ tục", CODE, 14, "Không trùng nhau, giữ nguyên qua các lần ban hành."),
        Column("name", "Tên thủ tục", TEXT, 50),
        Column("kind", "Loại", KIND, 20),
        Column("time_limit.figure", "Tổng thời gian", FIGURE, 10),
        Column("time_limit.unit", "Đơn vị thời gian", UNIT, 15),
        Column("result", "Kết quả", TEXT, 30),
        Column("cooperating_units", "Đơn vị phối hợp", CODES, 18, _SEVERAL),
        Column("informed_units", "Đơn vị nhận để biết", CODES, 18, _SEVERAL),
        Column("conversion_factor", "Hệ số quy đổi", FACTOR, 9),
        Column(
            "urgent_limits", "Tổng thời gian khi khẩn", URGENT_LIMITS, 26, "khẩn: 4 giờ làm việc; hỏa tốc: …"
        ),
        Column("suspension.stated", "Được tạm dừng", YES_NO, 10),
        Column("suspension.conditions", "Điều kiện tạm dừng", TEXT, 32),
        Column("suspension.most_times", "Số lần tạm dừng tối đa", WHOLE, 10),
        Column("suspension.longest", "Mỗi lần tạm dừng tối đa", LIMIT, 18),
        Column("extension.stated", "Được gia hạn", YES_NO, 10),
        Column("extension.conditions", "Điều kiện gia hạn", TEXT, 32),
        Column("extension.most_times", "Số lần gia hạn tối đa", WHOLE, 10),
        Column("extension.longest", "Mỗi lần gia hạn tối đa", LIMIT, 18),
        Column("extension.ask_before", "Phải đề nghị trước khi hết hạn", LIMIT, 18),
    ),
)

STEPS = Sheet(
    "steps",
    "Các bước",
    (
        _PROCEDURE,
        Column("stage.code", "Mã giai đoạn", CODE, 12, "Các bước cùng giai đoạn được làm song song."),
        Column("stage.name", "Tên giai đoạn", TEXT, 16),
        Column("code", "Mã bước", CODE, 10),
        Column("name", "Tên bước", TEXT, 24),
        Column("division", "Mã đơn vị thực hiện", CODE, 12),
        Column("other_divisions", "Đơn vị khác được giữ", CODES, 14, _SEVERAL),
        Column("official", "Người thực hiện", TEXT, 18),
        Column("content", "Nội dung công việc", TEXT, 60),
        Column("result", "Kết quả", TEXT, 28),
        Column("time_limit.figure", "Thời hạn", FIGURE, 9),
        Column("time_limit.unit", "Đơn vị thời gian", UNIT, 15),
        Column("optional", "Có thể bỏ qua", YES_NO, 9),
        Column("urgent_limits", "Thời hạn khi khẩn", URGENT_LIMITS, 26, "khẩn: 4 giờ làm việc; hỏa tốc: …"),
        Column("coordination.stated", "Cần phối hợp", YES_NO, 9),
        Column("coordination.responding_agency", "Cơ quan phối hợp", CODE, 12),
        Column("coordination.responding_procedure", "Thủ tục của cơ quan phối hợp", CODE, 16),
        Column("coordination.answers", "Các loại trả lời", ANSWERS, 24, "Cách nhau bằng dấu chấm phẩy."),
        Column("coordination.silence_is_agreement", "Im lặng là đồng ý", YES_NO, 10),
        Column(
            "coordination.role",
            "Vai trò của cơ quan phối hợp",
            ROLE,
            14,
            "Để trống: phối hợp. Cơ quan nhận để biết không phải trả lời.",
            may_be_missing=True,
        ),
        Column(
            "coordination.time_limit",
            "Thời hạn trả lời",
            LIMIT,
            18,
            "8 giờ làm việc; để trống: thời gian còn lại của bước.",
            may_be_missing=True,
        ),
        Column(
            "coordination.goes_on_by_itself",
            "Tự hoàn thành bước",
            YES_NO,
            11,
            "Có: bước hoàn thành khi trả lời cuối cùng cần có được chấp nhận.",
            may_be_missing=True,
        ),
    ),
)

LEGAL_BASIS = Sheet(
    "legal_basis",
    "Căn cứ pháp lý",
    (
        _PROCEDURE,
        Column("document", "Số, ký hiệu văn bản", TEXT, 40),
        Column("title", "Tên văn bản", TEXT, 60),
        Column("valid_from", "Có hiệu lực từ", DAY, 14),
        Column("valid_until", "Đến hết ngày", DAY, 14),
    ),
)

DOSSIER = Sheet(
    "dossier",
    "Thành phần hồ sơ",
    (
        _PROCEDURE,
        Column("name", "Tên giấy tờ", TEXT, 50),
        Column("copies", "Số lượng", WHOLE, 9),
        Column("original", "Bản chính", YES_NO, 9),
        Column("required", "Bắt buộc", YES_NO, 9),
        Column("template", "Mã mẫu", CODE, 10),
    ),
)

TEMPLATES = Sheet(
    "templates",
    "Biểu mẫu",
    (
        _PROCEDURE,
        Column("code", "Mã mẫu", CODE, 10),
        Column("name", "Tên mẫu", TEXT, 50),
        Column("address", "Địa chỉ tải về", TEXT, 40),
        Column("sha256", "SHA-256", CODE, 20),
    ),
)

#: Of a procedure, a row for each entry.
LISTS = (LEGAL_BASIS, DOSSIER, TEMPLATES)
SHEETS = (PROCEDURES, STEPS, *LISTS)
