from dataclasses import replace

import pytest

from services.notify import errors
from services.notify.domain.catalogue_texts import CATALOGUE_TEXTS
from services.notify.domain.delivery import NotificationKind
from services.notify.domain.report_texts import REPORT_TEXTS
from services.notify.domain.texts import render
from shared.contracts.notify import NotificationAdded
from shared.errors import Language, Refusal
from tests.unit.notify.test_delivery import ADDED

BARE = replace(ADDED, subject=None, division=None)
CASE = replace(BARE, kind=NotificationKind.CASE_OVERDUE, step=None, visit=None, step_name=None)
CASE_NUMBER = "SNV-261123-0001"


@pytest.mark.parametrize(
    ("notification", "language", "title", "sentence"),
    [
        (
            BARE,
            Language.VI,
            f"Quá hạn: bước “Thẩm định hồ sơ”, hồ sơ {CASE_NUMBER}",
            f"Bước “Thẩm định hồ sơ” của hồ sơ {CASE_NUMBER} đã quá hạn từ 14:05 ngày 23/11/2026.",
        ),
        (
            BARE,
            Language.EN,
            f'Overdue: step "Thẩm định hồ sơ", case {CASE_NUMBER}',
            f'Step "Thẩm định hồ sơ" of case {CASE_NUMBER} has been overdue since 14:05 on 23 November 2026.',
        ),
        (
            replace(BARE, kind=NotificationKind.STEP_DUE_SOON),
            Language.VI,
            f"Sắp đến hạn: bước “Thẩm định hồ sơ”, hồ sơ {CASE_NUMBER}",
            f"Bước “Thẩm định hồ sơ” của hồ sơ {CASE_NUMBER} sẽ đến hạn vào 14:05 ngày 23/11/2026.",
        ),
        (
            replace(BARE, kind=NotificationKind.STEP_DUE_SOON),
            Language.EN,
            f'Due soon: step "Thẩm định hồ sơ", case {CASE_NUMBER}',
            f'Step "Thẩm định hồ sơ" of case {CASE_NUMBER} is due at 14:05 on 23 November 2026.',
        ),
        (
            CASE,
            Language.VI,
            f"Quá hạn: hồ sơ {CASE_NUMBER}",
            f"Hồ sơ {CASE_NUMBER} đã quá hạn từ 14:05 ngày 23/11/2026.",
        ),
        (
            CASE,
            Language.EN,
            f"Overdue: case {CASE_NUMBER}",
            f"Case {CASE_NUMBER} has been overdue since 14:05 on 23 November 2026.",
        ),
    ],
)
def test_a_notification_is_said_in_both_languages(
    notification: NotificationAdded, language: Language, title: str, sentence: str
) -> None:
    text = render(notification, language)
    assert (text.title, text.sentence) == (title, sentence)


def test_subject_and_holding_division_are_said_where_they_are_known() -> None:
    assert render(ADDED, Language.VI).sentence.endswith(
        " 23/11/2026. Về việc: Bổ nhiệm ông A. Đơn vị đang xử lý: CCVC."
    )
    assert render(ADDED, Language.EN).sentence.endswith(" 2026. Subject: Bổ nhiệm ông A. Held by: CCVC.")


def test_a_step_without_a_known_name_is_called_by_its_code() -> None:
    assert "bước “S02”" in render(replace(BARE, step_name=None), Language.VI).title


def test_braces_in_a_subject_are_only_text() -> None:
    assert "{due} {0}" in render(replace(ADDED, subject="{due} {0}"), Language.VI).sentence


@pytest.mark.parametrize("kind", NotificationKind)
@pytest.mark.parametrize("language", Language)
def test_every_kind_has_its_text_in_every_language(kind: NotificationKind, language: Language) -> None:
    text = render(replace(ADDED, kind=kind, owner="SCT", edition=3, period="2026-Q4"), language)
    about_several = kind in (NotificationKind.CASES_TAKEN_OVER, NotificationKind.HAND_OVER_TO_CONFIRM)
    named = "3" if kind in CATALOGUE_TEXTS else "" if about_several else CASE_NUMBER
    period = "quý 4/2026" if language is Language.VI else "quarter 4 of 2026"
    assert (period if kind in REPORT_TEXTS else named) in text.title
    assert "{" not in text.title + text.sentence


def test_a_report_on_all_agencies_is_the_provinces() -> None:
    about = {
        "subject": None,
        "division": None,
        "case_number": None,
        "address": "/reports/2026-Q4.pdf?edition=1",
    }
    issued = replace(ADDED, kind=NotificationKind.REPORT_ISSUED, period="2026-Q4", edition=1, **about)
    told = render(issued, Language.VI)
    assert told.title == "Báo cáo quý 4/2026: toàn tỉnh"
    assert told.sentence == (
        "Báo cáo quý 4/2026 của toàn tỉnh đã lập lúc 14:05 ngày 23/11/2026; xem tại "
        "/reports/2026-Q4.pdf?edition=1."
    )


def test_refusals_have_codes_of_their_own_and_both_sentences() -> None:
    own = [each for each in vars(errors).values() if getattr(each, "__module__", "") == errors.__name__]
    assert len({each.code for each in own}) == len(own) == 2
    for each in own:
        assert issubclass(each, Refusal)
        assert each().message(Language.VI) != each().message(Language.EN)
