"""Refusals about files that are read in; `where` is `file:line:column`."""

from shared.errors import ColumnMissing, Refusal, RowUneven

__all__ = ["CellUnfit", "ColumnMissing", "FileUnreadable", "FileWithoutAgencies", "RowUneven"]


class FileUnreadable(Refusal):
    code = "file-unreadable"
    status = 422
    vi = "Không đọc được tệp {file}, dòng {line}: tệp phải là CSV mã hóa UTF-8."
    en = "{file} cannot be read at line {line}: it must be CSV in UTF-8."


class CellUnfit(Refusal):
    code = "cell-unfit"
    status = 422
    vi = "Tệp {file}, dòng {line}, cột {column}: {reason_vi}"
    en = "{file}, line {line}, column {column}: {reason_en}"


class FileWithoutAgencies(Refusal):
    code = "file-without-agencies"
    status = 422
    vi = "Tệp {file} không có cơ quan nào."
    en = "{file} has no agency in it."
