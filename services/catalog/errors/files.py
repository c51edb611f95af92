"""Refusals about files that are read in; `where` is `file:line:column`."""

from shared.errors import Refusal


class FileUnreadable(Refusal):
    code = "file-unreadable"
    status = 422
    vi = "Không đọc được tệp {file}, dòng {line}: tệp phải là CSV mã hóa UTF-8."
    en = "{file} cannot be read at line {line}: it must be CSV in UTF-8."


class ColumnMissing(Refusal):
    code = "column-missing"
    status = 422
    vi = "Tệp {file}, dòng {line}: thiếu cột {column}."
    en = "{file}, line {line}: the column {column} is missing."


class RowUneven(Refusal):
    code = "row-uneven"
    status = 422
    vi = "Tệp {file}, dòng {line}: có {cells} ô, trong khi dòng tiêu đề có {columns} cột."
    en = "{file}, line {line}: {cells} cells, where the header has {columns} columns."


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
