"""Why a step is late is said in both languages, whatever it waits for."""

from datetime import UTC, datetime

import pytest

from shared.errors import Language, Text
from tthc.commands.late_answer import late_lines
from tthc.living.late import LateStep, Why
from tthc.living.names import Names

AT = datetime(2026, 3, 2, 1, tzinfo=UTC)


NAMES = Names({"STC": Text("Sở Tài chính", "Finance")})


def late(why: Why, *waits_for: str) -> LateStep:
    return LateStep(
        agency="SNV",
        case_number="SNV-260302-0001",
        subject="Bổ nhiệm",
        procedure="Bổ nhiệm",
        step="Thẩm định",
        division="Văn phòng",
        official=None,
        since=AT,
        due_at=AT,
        overdue_minutes=90,
        why=why,
        waits_for=waits_for,
    )


@pytest.mark.parametrize("why", Why)
def test_every_reason_can_be_said_in_both_languages(why: Why) -> None:
    vietnamese, english = (late_lines(late(why), language, NAMES)[-1] for language in Language)
    assert english != vietnamese


def test_whose_answer_is_missing_is_named() -> None:
    lines = late_lines(late(Why.OTHER_AGENCY, "STC", "SYT"), Language.EN, NAMES)
    assert lines[-1].endswith("Why: another agency's answer is missing (Finance, SYT).")
