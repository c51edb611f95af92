"""Who is told of an escalation, once each: the people of its level, and of old news nobody."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from services.notify.domain.delivery import NotificationKind
from services.notify.domain.directory import DIRECTORY, Directory, OfficialReplicated
from services.notify.domain.escalation_news import is_told, kind_of_escalation, told_of_escalation
from services.notify.domain.texts import render
from shared.contracts.escalations import EscalationRaised
from shared.contracts.notify import NotificationContent
from shared.errors import Language

AT = datetime(2026, 3, 2, 10, 30, tzinfo=UTC)
RAISED = EscalationRaised(
    case_number="SNV-260302-0001",
    agency="SNV",
    procedure="SNV-07",
    edition=1,
    step="receive",
    step_name="Tiếp nhận",
    visit=1,
    level="division_head",
    told_agency="SNV",
    division="VP",
    official="lan",
    due_at=AT,
    raised_at=AT.replace(hour=12),
    detected_at=AT,
)


def directory(agency: str, *people: tuple[str, str, str | None]) -> Directory:
    return DIRECTORY.fold(
        OfficialReplicated(
            agency=agency,
            official=official,
            name=official,
            divisions=(division,) if division else (),
            roles=(role,),
            agency_version=version,
            listed_at=AT,
        )
        for version, (official, role, division) in enumerate(people, 1)
    )


KNOWN = {
    "SNV": directory(
        "SNV",
        ("lan", "official", "VP"),
        ("hoa", "division_head", "VP"),
        ("tam", "division_head", "TC"),
        ("binh", "agency_head", None),
    ),
    "UBND": directory("UBND", ("chu-tich", "agency_head", None), ("pho", "province_leader", None)),
}


@pytest.mark.parametrize(
    ("level", "agency", "told"),
    [
        ("official", "SNV", ("lan", "hoa")),
        ("division_head", "SNV", ("hoa",)),
        ("agency_head", "SNV", ("binh",)),
        ("province", "UBND", ("chu-tich", "pho")),
        ("province", None, ("pho",)),
        ("minister", "SNV", ()),
    ],
)
def test_the_people_of_the_level_are_told(level: str, agency: str | None, told: tuple[str, ...]) -> None:
    assert told_of_escalation(replace(RAISED, level=level, told_agency=agency), KNOWN) == told


def test_nobody_is_told_of_what_is_over_or_old_or_was_said_already() -> None:
    assert is_told(RAISED)
    assert not is_told(replace(RAISED, over=True))
    assert not is_told(replace(RAISED, old_news=True))
    assert not is_told(replace(RAISED, level="official", raised_at=AT))
    assert is_told(replace(RAISED, level="official"))


@pytest.mark.parametrize(
    ("event", "sentences"),
    [
        (
            RAISED,
            (
                "Bước “Tiếp nhận” của hồ sơ SNV-260302-0001 (SNV) quá hạn từ 17:30 ngày 02/03/2026 "
                "mà chưa được giải quyết; đề nghị chỉ đạo. Đơn vị đang xử lý: VP.",
                'Step "Tiếp nhận" of case SNV-260302-0001 (SNV) has been overdue since 17:30 on '
                "2 March 2026 and is not done; it needs you. Held by: VP.",
            ),
        ),
        (
            replace(RAISED, step=None, visit=None, division=None),
            (
                "Hồ sơ SNV-260302-0001 (SNV) quá hạn từ 17:30 ngày 02/03/2026 "
                "mà chưa được giải quyết; đề nghị chỉ đạo.",
                "Case SNV-260302-0001 (SNV) has been overdue since 17:30 on 2 March 2026 "
                "and is not done; it needs you.",
            ),
        ),
        (
            replace(RAISED, coordination=2, asked_agency="STC", division=None),
            (
                "STC chưa trả lời đề nghị phối hợp số 2 của hồ sơ SNV-260302-0001, "
                "quá hạn từ 17:30 ngày 02/03/2026; đề nghị chỉ đạo.",
                "STC owes an answer to coordination 2 of case SNV-260302-0001, "
                "overdue since 17:30 on 2 March 2026; it needs you.",
            ),
        ),
    ],
)
def test_an_escalation_is_said_in_both_languages(event: EscalationRaised, sentences: tuple[str, str]) -> None:
    content = NotificationContent(
        recipient="hoa",
        agency="SNV",
        division=event.division,
        kind=kind_of_escalation(event),
        case_number=event.case_number,
        step=event.step,
        step_name=event.step_name,
        coordination=event.coordination,
        counterpart=event.asked_agency or event.agency,
        due_at=event.due_at,
        cause="0f",
    )
    assert tuple(render(content, one).sentence for one in (Language.VI, Language.EN)) == sentences
    assert content.kind in set(NotificationKind)
