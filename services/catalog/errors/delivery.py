"""Refusals about posting an edition, sending it to others, and acknowledging it."""

from shared.errors import Forbidden, NotFound, Refusal


class MalformedAddress(Refusal):
    code = "malformed-address"
    status = 422
    vi = "Địa chỉ công khai phải là http:// hoặc https://, không có dấu cách, tối đa {longest} ký tự."
    en = "The address must be http:// or https://, without spaces, of at most {longest} characters."


class AddressUnchanged(Refusal):
    code = "address-unchanged"
    vi = "Danh mục đã được công khai tại đúng địa chỉ này."
    en = "The edition is posted at this very address already."


class EditionNotPublished(Refusal):
    code = "edition-not-published"
    vi = "Danh mục lần {edition} của {agency} chưa được công khai nên chưa gửi được."
    en = "Edition {edition} of {agency} isn't posted yet and can't be sent."


class NobodyToSendTo(Refusal):
    code = "nobody-to-send-to"
    vi = "Không còn cơ quan liên quan nào chưa được gửi."
    en = "There is no related agency left that it wasn't sent to."


class RecipientNotRegistered(Refusal):
    code = "recipient-not-registered"
    status = 422
    vi = "Cơ quan {recipient} chưa được đăng ký."
    en = "The agency {recipient} is not registered."


class RecipientIsSender(Refusal):
    code = "recipient-is-sender"
    status = 422
    vi = "{agency} không gửi danh mục cho chính mình."
    en = "{agency} doesn't send its catalogue to itself."


class DeliveryNotFound(NotFound):
    code = "delivery-not-found"
    vi = "Danh mục này chưa được gửi cho {recipient}."
    en = "This edition was not sent to {recipient}."


class DeliveryAcknowledged(Refusal):
    code = "delivery-acknowledged"
    vi = "{recipient} đã xác nhận nhận được danh mục này."
    en = "{recipient} has acknowledged this edition already."


class MayNotAcknowledge(Forbidden):
    code = "may-not-acknowledge"
    vi = "Chỉ người của {recipient} mới được xác nhận đã nhận."
    en = "Only people of {recipient} may acknowledge for it."
