"""What pydantic found wrong with an input, for people: where, as a JSON pointer, and what, in words."""

from collections.abc import Mapping
from typing import Any

from shared.errors import Language

#: Pydantic's kinds of fault in Vietnamese; `{…}` are pydantic's own values. Others get the last sentence.
_VI = {
    "missing": "Thiếu thông tin bắt buộc.",
    "extra_forbidden": "Không có trường nào tên như vậy.",
    "json_invalid": "Nội dung không phải là JSON đúng cú pháp.",
    "string_type": "Phải là chuỗi ký tự.",
    "string_too_short": "Phải có ít nhất {min_length} ký tự.",
    "string_too_long": "Chỉ được có tối đa {max_length} ký tự.",
    "string_pattern_mismatch": "Không đúng dạng quy định ({pattern}).",
    "string_unicode": "Có ký tự không hợp lệ.",
    "int_type": "Phải là số nguyên.",
    "int_parsing": "Phải là số nguyên.",
    "int_from_float": "Phải là số nguyên.",
    "float_type": "Phải là số.",
    "float_parsing": "Phải là số.",
    "finite_number": "Phải là một số hữu hạn.",
    "bool_type": "Phải là đúng hoặc sai (true hoặc false).",
    "bool_parsing": "Phải là đúng hoặc sai (true hoặc false).",
    "greater_than": "Phải lớn hơn {gt}.",
    "greater_than_equal": "Phải từ {ge} trở lên.",
    "less_than": "Phải nhỏ hơn {lt}.",
    "less_than_equal": "Chỉ được tối đa {le}.",
    "datetime_type": "Phải là ngày giờ theo ISO 8601.",
    "datetime_parsing": "Phải là ngày giờ theo ISO 8601.",
    "datetime_from_date_parsing": "Phải là ngày giờ theo ISO 8601.",
    "timezone_aware": "Ngày giờ phải kèm múi giờ.",
    "date_type": "Phải là ngày theo ISO 8601 (năm-tháng-ngày).",
    "date_parsing": "Phải là ngày theo ISO 8601 (năm-tháng-ngày).",
    "date_from_datetime_parsing": "Phải là ngày theo ISO 8601 (năm-tháng-ngày).",
    "time_delta_parsing": "Phải là khoảng thời gian theo ISO 8601.",
    "enum": "Phải là một trong các giá trị: {expected}.",
    "literal_error": "Phải là một trong các giá trị: {expected}.",
    "list_type": "Phải là danh sách.",
    "tuple_type": "Phải là danh sách.",
    "dict_type": "Phải là một đối tượng.",
    "model_type": "Phải là một đối tượng.",
    "model_attributes_type": "Phải là một đối tượng.",
    "too_short": "Phải có ít nhất {min_length} mục.",
    "too_long": "Chỉ được có tối đa {max_length} mục.",
    "uuid_parsing": "Phải là một UUID.",
    "uuid_type": "Phải là một UUID.",
    "union_tag_invalid": "Loại không hợp lệ; phải là một trong: {expected_tags}.",
    "one_of_two": "Phải có đúng một trong hai: {one}, {other}.",
    "nothing_to_do": "Phải có ít nhất một lệnh.",
    "value_error": "Giá trị không hợp lệ: {error}.",
}
_VI_OTHERWISE = "Giá trị không hợp lệ."

#: What pydantic says of a dataclass, and what it says of a model for the same fault.
_OF_A_MODEL = {
    "unexpected_keyword_argument": ("extra_forbidden", "Extra inputs are not permitted"),
    "dataclass_type": ("model_type", "Input should be an object"),
    "dataclass_exact_type": ("model_type", "Input should be an object"),
}


def describe(fault: Mapping[str, Any], language: Language) -> dict[str, str]:
    """One of pydantic's faults as an entry of a problem's `errors`. What was sent isn't repeated."""
    place, *path = [str(part) for part in fault["loc"]] or ["body"]
    kind, message = _OF_A_MODEL.get(str(fault["type"]), (str(fault["type"]), str(fault["msg"])))
    if kind == "json_invalid":
        path = []  # pydantic gives the offset, which is no pointer; the message has it
    return {
        "in": place,
        "pointer": "".join("/" + part.replace("~", "~0").replace("/", "~1") for part in path),
        "code": kind.replace("_", "-"),
        "message": _vietnamese(kind, fault) if language is Language.VI else f"{message}.",
    }


def _vietnamese(kind: str, fault: Mapping[str, Any]) -> str:
    values = {name: str(value) for name, value in fault.get("ctx", {}).items()}
    try:
        return _VI.get(kind, _VI_OTHERWISE).format_map(values)
    except KeyError:
        return _VI_OTHERWISE
