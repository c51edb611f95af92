"""What happened to a case, one sentence an event, as a person reads it.

`{by}` is who it counts for, `{step}` and `{to}` are steps by name, `{agency}` the asked agency, `{name}` the
coordination. Fields of the event stand under their own names.
"""

from shared.errors import Language, Text

#: By the name of the event's class.
SENTENCES: dict[str, Text] = {
    # the case
    "CaseOpened": Text("{by} mở hồ sơ: {subject}", "{by} opened the case: {subject}"),
    "CaseSuspended": Text("{by} tạm dừng hồ sơ: {reason}", "{by} suspended the case: {reason}"),
    "CaseResumed": Text("{by} cho hồ sơ tiếp tục", "{by} resumed the case"),
    "ExtensionRequested": Text(
        "{by} đề nghị gia hạn đến {due_at}: {reason}", "{by} asked for time until {due_at}: {reason}"
    ),
    "ExtensionGranted": Text(
        "{by} gia hạn đến {due_at}: {reason}", "{by} granted time until {due_at}: {reason}"
    ),
    "ExtensionDenied": Text("{by} không gia hạn: {reason}", "{by} denied more time: {reason}"),
    "CaseCompleted": Text("{by} hoàn thành hồ sơ", "{by} completed the case"),
    "CaseReopened": Text("{by} mở lại hồ sơ ở {to}: {reason}", "{by} reopened the case at {to}: {reason}"),
    "CaseCancelled": Text("{by} hủy hồ sơ: {reason}", "{by} cancelled the case: {reason}"),
    "CaseMoved": Text(
        "hồ sơ chuyển từ {from_agency} sang {own_agency}", "the case moved from {from_agency} to {own_agency}"
    ),
    "SubjectCorrected": Text("{by} sửa trích yếu thành: {new}", "{by} corrected the subject to: {new}"),
    "HistoryEnded": Text("lịch sử được nhận vào đến đây", "the history that was taken in ends here"),
    "HistoryResumed": Text("lịch sử được nhận tiếp từ đây", "the history goes on from here"),
    # its steps
    "StepAssigned": Text("{by} giao {step} cho {official}", "{by} assigned {step} to {official}"),
    "StepTaken": Text("{by} nhận {step} từ hàng chờ", "{by} took {step} from the queue"),
    "StepReleased": Text(
        "{step} trở lại hàng chờ của {division}", "{step} is in the queue of {division} again"
    ),
    "StepReceived": Text("{by} tiếp nhận {step}", "{by} received {step}"),
    "ReceiptTakenBack": Text("{by} rút lại việc tiếp nhận {step}", "{by} took the receipt of {step} back"),
    "StepCompleted": Text("{by} hoàn thành {step}", "{by} completed {step}"),
    "CompletionTakenBack": Text(
        "{by} rút lại việc hoàn thành {step}", "{by} took the completion of {step} back"
    ),
    "StepHandedOff": Text("{by} chuyển từ {step} sang {to}", "{by} handed on from {step} to {to}"),
    "StepReturned": Text("{by} trả {step} về {to}: {reason}", "{by} returned {step} to {to}: {reason}"),
    "StepRefused": Text(
        "{by} từ chối {step}, về lại {to}: {reason}", "{by} refused {step}, back to {to}: {reason}"
    ),
    "StepReopened": Text("{by} làm lại {step}: {reason}", "{by} reopened {step}: {reason}"),
    "LatenessAnnounced": Text(
        "{by} báo {step} sẽ trễ đến {expected_at}: {reason}",
        "{by} told that {step} will be late, until {expected_at}: {reason}",
    ),
    # what it asks other agencies for
    "CoordinationRequested": Text(
        "{by} đề nghị {agency} phối hợp ở {step} ({name}): {question}",
        "{by} asked {agency} for a part of {step} ({name}): {question}",
    ),
    "CoordinationReceived": Text(
        "{by} ({agency}) tiếp nhận đề nghị {name}", "{by} ({agency}) took request {name} up"
    ),
    "ClarificationAsked": Text(
        "{by} ({agency}) hỏi lại về {name}: {text}", "{by} ({agency}) asked back about {name}: {text}"
    ),
    "ClarificationGiven": Text("{by} làm rõ {name}: {text}", "{by} clarified {name}: {text}"),
    "CoordinationAnswered": Text(
        "{by} ({agency}) trả lời {name}: {kind}: {text}", "{by} ({agency}) answered {name}: {kind}: {text}"
    ),
    "CoordinationDeclined": Text(
        "{by} ({agency}) từ chối {name}: {reason}", "{by} ({agency}) declined {name}: {reason}"
    ),
    "CoordinationWithdrawn": Text("{by} rút đề nghị {name}: {reason}", "{by} withdrew {name}: {reason}"),
    "CoordinationMoved": Text("đề nghị {name} nay do {agency} trả lời", "{agency} has request {name} now"),
    "AnswerAccepted": Text("{by} chấp nhận trả lời {name}", "{by} accepted the answer to {name}"),
    "AnswerReturned": Text(
        "{by} trả lại trả lời {name}: {reason}", "{by} sent the answer to {name} back: {reason}"
    ),
    "DisagreementRaised": Text(
        "{by} đưa bất đồng ở {name} lên cấp giải quyết: {reason}",
        "{by} took the disagreement on {name} further: {reason}",
    ),
    "DisagreementDecided": Text(
        "{by} ghi quyết định về bất đồng ở {name}: {decision}",
        "{by} recorded the decision on {name}: {decision}",
    ),
    # what is remarked
    "CommentAdded": Text("{by} ghi ý kiến: {text}", "{by} commented: {text}"),
    "DocumentAttached": Text("{by} đính kèm tài liệu: {document}", "{by} attached a document: {document}"),
    "CaseLinked": Text("{by} liên kết với hồ sơ {other_case}", "{by} linked it to case {other_case}"),
    # what is contested
    "ObjectiveCauseClaimed": Text(
        "{by} nêu nguyên nhân khách quan của việc trễ ở {step}: {reason}",
        "{by} claimed an objective cause of the lateness at {step}: {reason}",
    ),
    "ObjectiveCauseConfirmed": Text(
        "{by} xác nhận nguyên nhân khách quan ở {step}", "{by} confirmed the objective cause at {step}"
    ),
    "ObjectiveCauseRefused": Text(
        "{by} không công nhận nguyên nhân khách quan ở {step}", "{by} refused the objective cause at {step}"
    ),
    "ReturnCleared": Text(
        "{by} xác định việc trả lại không do lỗi của người thực hiện: {reason}",
        "{by} found that the return was no fault of whoever had done the work: {reason}",
    ),
    "BuckPassingDetected": Text(
        "phát hiện đùn đẩy trách nhiệm ({kind}) giữa {between}", "buck-passing ({kind}) between {between}"
    ),
}
#: To the agency that is asked: which step asks is the asking agency's own business.
OF_OTHERS: dict[str, Text] = {
    "CoordinationRequested": Text(
        "{by} ({own_agency}) đề nghị {agency} phối hợp ({name}): {question}",
        "{by} ({own_agency}) asked {agency} for a part ({name}): {question}",
    ),
}
#: Of an event that has no sentence of its own.
ANY = Text("{by}: {type}", "{by}: {type}")

#: Of an agency that isn't in the system: whoever asks records what it does.
OUTSIDE: dict[str, Text] = {
    "CoordinationRequested": Text(
        "{by} đề nghị {agency} phối hợp ở {step} ({name}), ngoài hệ thống: {question}",
        "{by} asked {agency}, outside of the system, for a part of {step} ({name}): {question}",
    ),
    "CoordinationReceived": Text(
        "{by} ghi nhận {agency} đã tiếp nhận đề nghị {name}",
        "{by} recorded that {agency} took request {name} up",
    ),
    "ClarificationAsked": Text(
        "{by} ghi nhận {agency} hỏi lại về {name}: {text}",
        "{by} recorded that {agency} asked back about {name}: {text}",
    ),
    "CoordinationAnswered": Text(
        "{by} ghi nhận {agency} trả lời {name}: {kind}: {text}",
        "{by} recorded the answer of {agency} to {name}: {kind}: {text}",
    ),
    "CoordinationDeclined": Text(
        "{by} ghi nhận {agency} từ chối {name}: {reason}",
        "{by} recorded that {agency} declined {name}: {reason}",
    ),
}

BY_SILENCE = Text(
    "{agency} im lặng đến hết hạn, coi là đồng ý ({name})",
    "{agency} said nothing by the due time: agreed ({name})",
)
BY_ITSELF = Text("hồ sơ tự tiếp tục khi hết thời gian tạm dừng", "the suspension ended by itself")
LATE_ANSWER = Text(
    "{by} trả lời muộn {name}, sau khi im lặng đã là đồng ý: {answer}: {text}",
    "{by} answered {name} too late, after its silence had agreed: {answer}: {text}",
)
ANSWERED_BY_CASE = Text("; hồ sơ {child_case}", "; case {child_case}")

KINDS: dict[str, Text] = {
    "result_delivered": Text("trả kết quả", "result delivered"),
    "agree": Text("đồng ý", "agrees"),
    "agree_with_comments": Text("đồng ý, có ý kiến", "agrees, with comments"),
    "disagree": Text("không đồng ý", "disagrees"),
    "no_opinion": Text("không có ý kiến", "no opinion"),
}
PASSING_KINDS: dict[str, Text] = {
    "repeated_return": Text("trả lại lần thứ hai", "returned a second time"),
    "refused_in_turn": Text("lần lượt từ chối", "refused one after the other"),
    "asked_again": Text("trả lại câu trả lời lần thứ hai", "an answer sent back a second time"),
    "circle": Text("chuyển vòng quanh", "round in a circle"),
    "last_day": Text("chuyển đi vào ngày cuối cùng", "passed on only on the last day"),
    "submitted_upward": Text("đẩy lên cấp trên", "submitted upward"),
}


def kind_in_words(kind: str, language: Language) -> str:
    """The kind of an answer or of buck-passing as people say it; as it is where it has no words."""
    known = KINDS.get(kind) or PASSING_KINDS.get(kind)
    return known.told(language) if known is not None else kind
