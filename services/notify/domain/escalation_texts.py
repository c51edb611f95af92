"""What is told of escalations, to whom, and in which words."""

from collections.abc import Mapping
from enum import StrEnum

from services.notify.domain.delivery import NotificationKind
from services.notify.domain.directory import Directory
from services.notify.domain.leaders import holders_in
from services.notify.domain.recipients import recipients
from shared.contracts.escalations import EscalationRaised
from shared.errors import Language
from shared.kernel import Role


class Level(StrEnum):
    """The levels that are known here; of a further one nobody is told."""

    OFFICIAL = "official"
    DIVISION_HEAD = "division_head"
    AGENCY_HEAD = "agency_head"
    PROVINCE = "province"


#: Title and sentence, by kind and language.
ESCALATION_TEXTS: dict[NotificationKind, dict[Language, tuple[str, str]]] = {
    NotificationKind.STEP_ESCALATED: {
        Language.VI: (
            "Cảnh báo quá hạn: bước {step}, hồ sơ {case}",
            "Bước {step} của hồ sơ {case} ({counterpart}) quá hạn từ {due} mà chưa được giải quyết; "
            "đề nghị chỉ đạo.",
        ),
        Language.EN: (
            "Escalated: step {step}, case {case}",
            "Step {step} of case {case} ({counterpart}) has been overdue since {due} and is not done; "
            "it needs you.",
        ),
    },
    NotificationKind.CASE_ESCALATED: {
        Language.VI: (
            "Cảnh báo quá hạn: hồ sơ {case}",
            "Hồ sơ {case} ({counterpart}) quá hạn từ {due} mà chưa được giải quyết; đề nghị chỉ đạo.",
        ),
        Language.EN: (
            "Escalated: case {case}",
            "Case {case} ({counterpart}) has been overdue since {due} and is not done; it needs you.",
        ),
    },
    NotificationKind.COORDINATION_ESCALATED: {
        Language.VI: (
            "Cảnh báo quá hạn trả lời: hồ sơ {case}",
            "{counterpart} chưa trả lời đề nghị phối hợp số {coordination} của hồ sơ {case}, "
            "quá hạn từ {due}; đề nghị chỉ đạo.",
        ),
        Language.EN: (
            "Escalated: an answer on case {case}",
            "{counterpart} owes an answer to coordination {coordination} of case {case}, "
            "overdue since {due}; it needs you.",
        ),
    },
}


def is_told(event: EscalationRaised) -> bool:
    """Whether anybody is: not of what is over or old, nor what the entry on the overdue itself has said."""
    said_already = event.level == Level.OFFICIAL and event.raised_at == event.due_at
    return not (event.over or event.old_news or said_already)


def kind_of_escalation(event: EscalationRaised) -> NotificationKind:
    """What is told of it."""
    if event.coordination is not None:
        return NotificationKind.COORDINATION_ESCALATED
    return NotificationKind.CASE_ESCALATED if event.step is None else NotificationKind.STEP_ESCALATED


def told_of_escalation(event: EscalationRaised, directories: Mapping[str, Directory]) -> tuple[str, ...]:
    """Who is told: the people of the level in that agency; of the highest the province's leaders as well."""
    agency = event.told_agency
    directory = directories.get(agency) if agency is not None else None
    if event.level == Level.PROVINCE:
        above = {agency: directory} if agency is not None and directory is not None else {}
        found = {*holders_in(above, Role.AGENCY_HEAD), *holders_in(directories, Role.PROVINCE_LEADER)}
        return tuple(sorted(found))
    if agency is None or directory is None:
        return ()
    if event.level == Level.OFFICIAL:
        return recipients(directory, agency, event.division, event.official)
    if event.level == Level.DIVISION_HEAD:
        return recipients(directory, agency, event.division, None)
    return recipients(directory, agency, None, None) if event.level == Level.AGENCY_HEAD else ()
