"""Procedures and people, as this service knows them."""

from shared.errors import Refusal


class ProcedureNotKnownYet(Refusal):
    code = "procedure-not-known-yet"
    vi = "Chưa nhận được thủ tục {procedure} của {agency}; nếu vừa ban hành, thử lại sau {retry_after} giây."
    en = "Procedure {procedure} of {agency} is not known yet; if just issued, try again in {retry_after} s."


class ProcedureUnknown(Refusal):
    """No edition of the agency's catalogue that is known here has it: a wrong code, most likely."""

    code = "procedure-unknown"
    status = 422
    vi = "Danh mục của {agency} không có thủ tục {procedure}; gần giống nhất: {near}."
    en = "The catalogue of {agency} has no procedure {procedure}; the nearest: {near}."


class ProcedureNotInForce(Refusal):
    code = "procedure-not-in-force"
    vi = "Thủ tục {procedure} của cơ quan {agency} không có lần ban hành nào có hiệu lực ngày {on}."
    en = "No edition of procedure {procedure} of {agency} is in force on {on}."


class CalendarNotKnownYet(Refusal):
    code = "calendar-not-known-yet"
    vi = "Chưa nhận được lịch làm việc {calendar}; nếu vừa khai báo, thử lại sau {retry_after} giây."
    en = "Working calendar {calendar} is not known yet; if just defined, try again in {retry_after} s."


class OfficialNotKnownYet(Refusal):
    code = "official-not-known-yet"
    vi = (
        "Chưa nhận được thông tin về cán bộ {official}; nếu vừa bổ nhiệm, hãy thử lại sau {retry_after} giây."
    )
    en = "Official {official} is not known yet; if just appointed, try again in {retry_after} s."


class OfficialUnknown(Refusal):
    """The agency's staff, as it is known here, has nobody under the name: a wrong one, most likely."""

    code = "official-unknown"
    status = 422
    vi = "Cơ quan không có cán bộ {official}; gần giống nhất: {near}."
    en = "The agency has no official {official}; the nearest: {near}."


class DivisionUnknown(Refusal):
    """The agency, as it is known here, has no such division: a wrong code, most likely."""

    code = "division-unknown"
    status = 422
    vi = "Cơ quan không có phòng ban {division}; gần giống nhất: {near}."
    en = "The agency has no division {division}; the nearest: {near}."


class OfficialNotOfDivision(Refusal):
    code = "official-not-of-division"
    vi = "Cán bộ {official} không thuộc phòng ban {division}."
    en = "Official {official} doesn't belong to division {division}."


class DivisionNotResponsible(Refusal):
    code = "division-not-responsible"
    vi = "Phòng ban {division} không được giao bước {step}; các phòng ban được giao: {allowed}."
    en = "Division {division} isn't responsible for step {step}; those that are: {allowed}."
