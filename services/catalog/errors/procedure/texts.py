"""What a code and a text must look like."""

from shared.errors import Refusal


class MalformedAgencyCode(Refusal):
    code = "malformed-agency-code"
    status = 422
    vi = "Mã cơ quan {given} không đúng: tối đa 35 ký tự gồm A–Z, 0–9, các phần cách nhau bằng dấu chấm."
    en = "{given} is not an agency code: at most 35 of A–Z and 0–9, in parts joined by dots."


class MalformedCode(Refusal):
    code = "malformed-code"
    status = 422
    vi = "Mã {given} không đúng: tối đa 40 ký tự gồm chữ không dấu và số, các phần cách nhau bằng . _ hoặc -."
    en = "{given} is not a code: at most 40 plain letters and digits, in parts joined by . _ or -."


class MalformedEdxmlCode(Refusal):
    code = "malformed-edxml-code"
    status = 422
    vi = "Mã {given} không đúng dạng của QCVN 102:2016/BTTTT, ví dụ 000.00.00.H49."
    en = "{given} is not a code of QCVN 102:2016/BTTTT, such as 000.00.00.H49."


class MalformedOfficial(Refusal):
    code = "malformed-official"
    status = 422
    vi = "Định danh {given} không đúng: tối đa 80 chữ không dấu, số và . _ + @ -, đầu là chữ hoặc số."
    en = "{given} is not an official's id: at most 80 of A–Z, a–z, 0–9, . _ + @ -, a letter or digit first."


class UnusableText(Refusal):
    code = "unusable-text"
    status = 422
    vi = "Nội dung ở đây phải có từ 1 đến {longest} ký tự và không chứa ký tự điều khiển."
    en = "The text here must have 1 to {longest} characters, and no control characters."


class DecisionNumberWithoutSymbol(Refusal):
    """What is issued under it prints it for good."""

    code = "decision-number-without-symbol"
    status = 422
    vi = "“{given}” chưa đủ số và ký hiệu của văn bản; hãy ghi như “{proposed}”."
    en = "“{given}” isn't a decision's number with its symbol; write it as “{proposed}”."
