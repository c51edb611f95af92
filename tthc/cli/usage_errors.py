"""What is wrong with the arguments of a command, in the reader's language.

The library says it in English alone. Its sentences are few; one that isn't known here stands as it is.
"""

import re
from typing import Any

from shared.errors import Language
from tthc.language import reader_language

#: Each sentence of the library, and what it is in Vietnamese.
_SENTENCES = (
    (r"No such option: (\S+)", "Không có tùy chọn {0}."),
    (r"No such option: (\S+) \(Possible options: (.+)\)", "Không có tùy chọn {0}. Có thể là: {1}."),
    (r"No such command '(.+)'\. Did you mean (.+)\?", "Không có lệnh “{0}”. Có phải là {1}?"),
    (r"No such command '(.+)'\.", "Không có lệnh “{0}”."),
    (r"Missing command\.", "Thiếu tên lệnh."),
    (r"Missing argument (.+)\.", "Thiếu tham số {0}."),
    (r"Missing option (.+?)\. Choose from:\s+(.+)", "Thiếu tùy chọn {0}. Chọn một trong: {1}."),
    (r"Missing option (.+?)\.", "Thiếu tùy chọn {0}."),
    (r"Option '(.+)' requires an argument\.", "Tùy chọn {0} cần một giá trị."),
    (r"Option '(.+)' does not take a value\.", "Tùy chọn {0} không nhận giá trị."),
    (r"Got unexpected extra argument\(s\) \((.+)\)", "Thừa tham số: {0}."),
    (r"'(.+)' is not a valid int(?: range)?\.", "“{0}” không phải là số nguyên."),
    (r"'(.+)' is not a valid float(?: range)?\.", "“{0}” không phải là số."),
    (r"(.+) is not in the range (.+)\.", "{0} nằm ngoài khoảng {1}."),
    (r"'(.+)' is not one of (.+)\.", "“{0}” không thuộc: {1}."),
    (r"'(.+)' does not match the formats? (.+)\.", "“{0}” không đúng dạng {1}."),
    (r"(?:Path|File|Directory) '(.+)' does not exist\.", "Không có {0}."),
    (r"(?:Path|File|Directory) '(.+)' is a directory\.", "{0} là một thư mục."),
    (r"(?:Path|File|Directory) '(.+)' is a file\.", "{0} là một tệp."),
    (r"(?:Path|File|Directory) '(.+)' is not readable\.", "Không đọc được {0}."),
    (r"(?:Path|File|Directory) '(.+)' is not writable\.", "Không ghi được vào {0}."),
)
_INVALID = re.compile(r"Invalid value(?: for (?P<hint>.+?))?: (?P<why>.+)", re.DOTALL)


def message_of(error: Any) -> str:
    """The error's sentence for the reader at hand."""
    message = str(error.format_message())
    return message if reader_language() is Language.EN else vietnamese(message)


def vietnamese(message: str) -> str:
    """A sentence of the library in Vietnamese; as it stands where it isn't known."""
    if invalid := _INVALID.fullmatch(message):
        place = f" của {invalid['hint']}" if invalid["hint"] else ""
        return f"Giá trị{place} không hợp lệ: {vietnamese(invalid['why'])}"
    for sentence, translation in _SENTENCES:
        if found := re.fullmatch(sentence, message, re.DOTALL):
            return translation.format(*(" ".join(part.split()) for part in found.groups()))
    return message
