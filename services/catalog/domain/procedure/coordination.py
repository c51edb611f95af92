"""What another agency does of a step."""

from enum import StrEnum
from typing import TypeAlias

from shared.contracts.catalog.parts import Coordination

#: A procedure anywhere: its agency's code and its own.
ProcedureOf: TypeAlias = tuple[str, str]


class AnswerKind(StrEnum):
    """What the answer to a coordination may be."""

    RESULT_DELIVERED = "result_delivered"  #: trả kết quả
    AGREE = "agree"  #: đồng ý
    AGREE_WITH_COMMENTS = "agree_with_comments"  #: đồng ý, có ý kiến
    DISAGREE = "disagree"  #: không đồng ý
    NO_OPINION = "no_opinion"  #: không có ý kiến


def responding(asked: Coordination | None) -> ProcedureOf | None:
    """The procedure that answers; None where nobody is asked, or it isn't settled."""
    if asked is None or not (asked.responding_agency and asked.responding_procedure):
        return None
    return asked.responding_agency, asked.responding_procedure
