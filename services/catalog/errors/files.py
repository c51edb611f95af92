"""Refusals about files that are read in; `where` is `file:line:column`."""

from shared.errors import Findings, Refusal


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


class FormulaInCell(Refusal):
    code = "formula-in-cell"
    status = 422
    vi = "Tệp {file}, dòng {line}, cột {column}: ô chứa công thức hoặc lỗi tính toán; hãy thay bằng giá trị."
    en = "{file}, line {line}, column {column}: a formula, or its error; put the value there instead."


class WorkbookUnreadable(Refusal):
    code = "workbook-unreadable"
    status = 422
    vi = "Không đọc được tệp {file}: tệp phải là sổ tính XLSX còn nguyên vẹn."
    en = "{file} cannot be read: it must be a sound XLSX workbook."


class WorkbookTooLarge(Refusal):
    code = "workbook-too-large"
    status = 413
    vi = "Tệp {file} giải nén quá lớn: chỉ được tối đa {most} MiB và {parts} thành phần."
    en = "{file} unpacks to too much: at most {most} MiB in {parts} parts."


class WorkbookWithoutTables(Refusal):
    code = "workbook-without-tables"
    status = 422
    vi = "Tệp {file} không có trang tính nào tên là {sheets}."
    en = "{file} has no sheet named {sheets}."


class TableTooLong(Refusal):
    code = "table-too-long"
    status = 413
    vi = "Tệp {file} có quá nhiều dòng: chỉ được tối đa {most}."
    en = "{file} has too many rows: at most {most}."


class TableUnfit(Findings):
    code = "table-unfit"
    status = 422
    vi = "Tệp {file} có {count} chỗ chưa đúng; không có gì được nhập."
    en = "{file}: {count} things are wrong; nothing was imported."


class FileWithoutAgencies(Refusal):
    code = "file-without-agencies"
    status = 422
    vi = "Tệp {file} không có cơ quan nào."
    en = "{file} has no agency in it."


class FileWithoutRows(Refusal):
    code = "file-without-rows"
    status = 422
    vi = "Tệp {file} không có dòng nào ngoài tiêu đề."
    en = "{file} has no row but its header."
