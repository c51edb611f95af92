"""Refusals about workbooks and files of a catalogue that are read in."""

from shared.errors import Refusal


class WorkbookUnreadable(Refusal):
    code = "workbook-unreadable"
    status = 422
    vi = "Không đọc được tệp: hãy gửi tệp .xlsx đã xuất từ hệ thống này và còn nguyên vẹn."
    en = "The file cannot be read: send an undamaged .xlsx that this system exported."


class WorkbookHarmful(Refusal):
    code = "workbook-harmful"
    status = 422
    vi = "Tệp bị từ chối vì khai báo kiểu tài liệu XML (DTD): bảng tính không cần đến và có thể gây hại."
    en = "The file declares an XML document type (DTD), which no spreadsheet needs and which may do harm."


class WorkbookTooLarge(Refusal):
    code = "workbook-too-large"
    status = 413
    vi = "Tệp giải nén ra quá lớn; tối đa {most} MB."
    en = "The file unfolds to too much; at most {most} MB."


class SheetTooLong(Refusal):
    code = "sheet-too-long"
    status = 422
    vi = "Trang tính “{sheet}” có quá nhiều dòng; tối đa {most} (hãy xóa cả những dòng trống ở cuối)."
    en = "The sheet “{sheet}” has too many rows; at most {most} (delete empty ones at the end, too)."


class WorkbookOfOtherForm(Refusal):
    code = "workbook-of-other-form"
    status = 422
    vi = "Tệp không theo mẫu {format} của hệ thống; hãy xuất danh mục ra XLSX rồi sửa trên tệp đó."
    en = "The file is not of the form {format}; export the catalogue as XLSX, and edit that file."


class CatalogueOfOtherAgency(Refusal):
    code = "catalogue-of-other-agency"
    status = 422
    vi = "Tệp là danh mục của {given}, không phải của {agency}."
    en = "The file is a catalogue of {given}, not of {agency}."


class CatalogueFileUnfit(Refusal):
    """The problem's `errors` name every fault: sheet, row and column."""

    code = "catalogue-file-unfit"
    status = 422
    vi = "Tệp có {count} chỗ chưa đúng; chưa có gì được nhập."
    en = "The file is wrong in {count} places; nothing was imported."


class ImportMediaUnknown(Refusal):
    code = "import-media-unknown"
    status = 415
    vi = "Chỉ nhập được danh mục ở dạng XLSX hoặc JSON."
    en = "A catalogue is imported as XLSX or as JSON."
