"""Refusals about files that are read in; `where` is `file:line:column`."""

from shared.errors import Findings, Refusal


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


class FormulaInCell(Refusal):
    code = "formula-in-cell"
    status = 422
    vi = "Tệp {file}, dòng {line}, cột {column}: ô chứa công thức hoặc lỗi tính toán; hãy thay bằng giá trị."
    en = "{file}, line {line}, column {column}: a formula, or its error; put the value there instead."


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
