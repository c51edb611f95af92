"""What pydantic finds wrong, in sentences: in Vietnamese all that JSON can be wrong in; in English what is
often wrong, since pydantic's own words speak to programmers.

`{…}` are pydantic's values. A kind of our own (`PydanticCustomError`) brings its English with it.
"""

_INTEGER = "Phải là số nguyên."
_NUMBER = "Phải là số."
_BOOLEAN = "Phải là đúng hoặc sai (true hoặc false)."
_DATE = "Phải là ngày theo ISO 8601 (năm-tháng-ngày)."
_TIME = "Phải là giờ theo ISO 8601."
_INSTANT = "Phải là ngày giờ theo ISO 8601."
_SPAN = "Phải là khoảng thời gian theo ISO 8601."
_LIST = "Phải là danh sách."
_OBJECT = "Phải là một đối tượng."
_TEXT = "Phải là chuỗi ký tự."
_URL = "Phải là một địa chỉ (URL)."
_UUID = "Phải là một UUID."
_CHOICE = "Phải là một trong các giá trị: {expected}."
_DEEP = "Nội dung lồng quá nhiều lớp."

VIETNAMESE = {
    # the body as a whole
    "json_invalid": "Nội dung không phải là JSON đúng cú pháp{at}.",
    "json_type": "Phải là chuỗi ký tự chứa JSON.",
    "recursion_loop": _DEEP,
    "recursion_depth_exceeded": _DEEP,
    # fields
    "missing": "Thiếu thông tin bắt buộc.",
    "extra_forbidden": "Không có trường nào tên như vậy.",
    "invalid_key": "Tên trường phải là chuỗi ký tự.",
    "model_type": _OBJECT,
    "model_attributes_type": _OBJECT,
    "dataclass_type": _OBJECT,
    "dict_type": _OBJECT,
    "frozen_dict_type": _OBJECT,
    "ordered_dict_type": _OBJECT,
    "counter_type": _OBJECT,
    "mapping_type": _OBJECT,
    "named_tuple_type": "Phải là danh sách hoặc một đối tượng.",
    "union_tag_invalid": "Loại không hợp lệ; phải là một trong: {expected_tags}.",
    "union_tag_not_found": "Thiếu loại.",
    "none_required": "Phải để trống (null).",
    # parameters
    "unknown_parameter": "Không có tham số nào tên như vậy; có: {known}.",
    "no_parameters": "Địa chỉ này không nhận tham số nào.",
    "repeated_parameter": "Tham số này chỉ được có một lần.",
    "repeated_name": "Trường “{name}” chỉ được có một lần trong một đối tượng.",
    # texts
    "control_character": "Không được có ký tự điều khiển ({character}).",
    "string_type": _TEXT,
    "string_unicode": "Có ký tự không hợp lệ.",
    "string_too_short": "Phải có ít nhất {min_length} ký tự.",
    "string_too_long": "Chỉ được có tối đa {max_length} ký tự.",
    "string_pattern_mismatch": "Không đúng dạng quy định ({pattern}).",
    "string_not_ascii": "Chỉ được có ký tự ASCII.",
    "bytes_type": _TEXT,
    "bytes_too_short": "Phải có ít nhất {min_length} byte.",
    "bytes_too_long": "Chỉ được có tối đa {max_length} byte.",
    "bytes_invalid_encoding": "Không đọc được theo mã {encoding}.",
    "url_type": _URL,
    "url_parsing": _URL,
    "url_syntax_violation": _URL,
    "url_too_long": "Địa chỉ chỉ được có tối đa {max_length} ký tự.",
    "url_scheme": "Địa chỉ phải bắt đầu bằng: {expected_schemes}.",
    "uuid_type": _UUID,
    "uuid_parsing": _UUID,
    "uuid_version": "Phải là UUID phiên bản {expected_version}.",
    # numbers
    "int_type": _INTEGER,
    "int_parsing": _INTEGER,
    "int_parsing_size": "Số quá lớn.",
    "int_from_float": _INTEGER,
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "finite_number": "Phải là một số hữu hạn.",
    "decimal_type": _NUMBER,
    "decimal_parsing": _NUMBER,
    "decimal_max_digits": "Chỉ được có tối đa {max_digits} chữ số.",
    "decimal_max_places": "Chỉ được có tối đa {decimal_places} chữ số sau dấu phẩy.",
    "decimal_whole_digits": "Chỉ được có tối đa {whole_digits} chữ số trước dấu phẩy.",
    "fraction_type": _NUMBER,
    "fraction_parsing": _NUMBER,
    "complex_type": _NUMBER,
    "complex_str_parsing": _NUMBER,
    "bool_type": _BOOLEAN,
    "bool_parsing": _BOOLEAN,
    "greater_than": "Phải lớn hơn {gt}.",
    "greater_than_equal": "Phải từ {ge} trở lên.",
    "less_than": "Phải nhỏ hơn {lt}.",
    "less_than_equal": "Chỉ được tối đa {le}.",
    "multiple_of": "Phải là bội số của {multiple_of}.",
    # dates and times
    "date_type": _DATE,
    "date_parsing": _DATE,
    "date_from_datetime_parsing": _DATE,
    "date_from_datetime_inexact": "Phải là ngày, không kèm giờ.",
    "date_past": "Phải là ngày đã qua.",
    "date_future": "Phải là ngày chưa đến.",
    "time_type": _TIME,
    "time_parsing": _TIME,
    "datetime_type": _INSTANT,
    "datetime_parsing": _INSTANT,
    "datetime_object_invalid": _INSTANT,
    "datetime_from_date_parsing": _INSTANT,
    "datetime_past": "Phải là thời điểm đã qua.",
    "datetime_future": "Phải là thời điểm chưa đến.",
    "timezone_naive": "Ngày giờ không được kèm múi giờ.",
    "timezone_aware": "Ngày giờ phải kèm múi giờ.",
    "timezone_offset": "Múi giờ phải lệch {tz_expected} giây so với UTC, không phải {tz_actual}.",
    "time_delta_type": _SPAN,
    "time_delta_parsing": _SPAN,
    # choices and lists
    "enum": _CHOICE,
    "literal_error": _CHOICE,
    "list_type": _LIST,
    "tuple_type": _LIST,
    "set_type": _LIST,
    "frozen_set_type": _LIST,
    "deque_type": _LIST,
    "iterable_type": _LIST,
    "iteration_error": _LIST,
    "set_item_not_hashable": "Danh sách chỉ được có các giá trị đơn.",
    "too_short": "Phải có ít nhất {min_length} mục.",
    "too_long": "Chỉ được có tối đa {max_length} mục.",
    # what our own code says of a value
    "value_error": "Giá trị không hợp lệ.",
    "assertion_error": "Giá trị không hợp lệ.",
    "one_of_two": "Phải có đúng một trong hai: {one}, {other}.",
    "nothing_to_do": "Phải có ít nhất một lệnh.",
    "number_as_time": "Số không phải là ngày giờ; hãy viết theo ISO 8601 (năm-tháng-ngày).",
    "outside_of_calendars": "Năm phải từ {first} đến {last}.",
    "outside_of_utc": "Năm phải từ {first} đến {last}.",
    "time_limit_too_long": "Thời hạn {duration} dài hơn mức mọi lịch làm việc có thể tính.",
    "time_limit_unfit": "Thời hạn {duration} không viết đúng theo cách tính {counting}.",
    "not_a_factor": "Phải là số có tối đa ba chữ số trước và ba chữ số sau dấu chấm.",
}
_AN_INTEGER = "This must be a whole number."
_A_NUMBER = "This must be a number."
_A_BOOLEAN = "This must be true or false."
_A_DAY = "This must be a day by ISO 8601, such as 2026-11-30."
_AN_INSTANT = "This must be a date with its time by ISO 8601, such as 2026-11-30T08:00:00+07:00."
_A_SPAN = "This must be a duration by ISO 8601, such as PT16H."
_A_LIST = "This must be a list."
_AN_OBJECT = "This must be an object."
_A_TEXT = "This must be a text."
_ONE_OF = "This must be one of: {expected}."

ENGLISH = {
    # the body as a whole
    "json_invalid": "The body isn't valid JSON{at}.",
    # fields
    "repeated_name": "The field “{name}” may stand in an object once only.",
    "missing": "This is required.",
    "extra_forbidden": "There is no field of that name.",
    "model_type": _AN_OBJECT,
    "model_attributes_type": _AN_OBJECT,
    "dict_type": _AN_OBJECT,
    "mapping_type": _AN_OBJECT,
    "union_tag_invalid": "No such kind; it must be one of: {expected_tags}.",
    "union_tag_not_found": "The kind is required.",
    "none_required": "This must be null.",
    # texts
    "string_type": _A_TEXT,
    "string_too_short": "The least number of characters is {min_length}.",
    "string_too_long": "The largest number of characters is {max_length}.",
    "string_pattern_mismatch": "This isn't of the prescribed form ({pattern}).",
    # numbers
    "int_type": _AN_INTEGER,
    "int_parsing": _AN_INTEGER,
    "int_from_float": _AN_INTEGER,
    "float_type": _A_NUMBER,
    "float_parsing": _A_NUMBER,
    "decimal_type": _A_NUMBER,
    "decimal_parsing": _A_NUMBER,
    "bool_type": _A_BOOLEAN,
    "bool_parsing": _A_BOOLEAN,
    "greater_than": "This must be greater than {gt}.",
    "greater_than_equal": "The least is {ge}.",
    "less_than": "This must be less than {lt}.",
    "less_than_equal": "The most is {le}.",
    # dates and times
    "date_type": _A_DAY,
    "date_parsing": _A_DAY,
    "date_from_datetime_parsing": _A_DAY,
    "date_from_datetime_inexact": "This must be a day without a time.",
    "datetime_type": _AN_INSTANT,
    "datetime_parsing": _AN_INSTANT,
    "datetime_object_invalid": _AN_INSTANT,
    "datetime_from_date_parsing": _AN_INSTANT,
    "timezone_aware": "The time must say its time zone.",
    "time_delta_type": _A_SPAN,
    "time_delta_parsing": _A_SPAN,
    # choices and lists
    "enum": _ONE_OF,
    "literal_error": _ONE_OF,
    "list_type": _A_LIST,
    "tuple_type": _A_LIST,
    "too_short": "The least number of entries is {min_length}.",
    "too_long": "The largest number of entries is {max_length}.",
    # what our own code says of a value
    "value_error": "This value isn't valid: {error}.",
    "assertion_error": "This value isn't valid: {error}.",
}
