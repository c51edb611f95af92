"""People, an agency and a procedure that the catalog's tests share."""

from datetime import UTC, date, datetime
from typing import Any

from services.catalog.domain.edition.draft_events import EditionDrafted, ProcedureAdded
from services.catalog.domain.organisation.agency import AgencyKind
from services.catalog.domain.procedure.procedure import DraftStage, DraftStep, Procedure, ProcedureKind
from shared.contracts.catalog.agencies import AgencyRegistered, DivisionAdded
from shared.contracts.catalog.editions import CatalogueIssued
from shared.contracts.catalog.force import CatalogueEnteredIntoForce
from shared.contracts.vocabulary import TimeLimit
from shared.decider import Act
from shared.kernel import Actor, Counting, Role

AT = datetime(2026, 11, 20, 2, 30, tzinfo=UTC)
OPERATOR = Actor("quan-tri", roles=frozenset({Role.OPERATOR}))
IMPORTER = Actor("nhap-lieu", roles=frozenset({Role.IMPORTER}))
SYSTEM = Actor("he-thong", roles=frozenset({Role.SYSTEM}))
HEAD = Actor("snv.binh", agency="SNV", roles=frozenset({Role.AGENCY_HEAD}))
EDITOR = Actor("snv.lan", agency="SNV", roles=frozenset({Role.CATALOGUE_EDITOR}))
OTHER_HEAD = Actor("sct.hoa", agency="SCT", roles=frozenset({Role.AGENCY_HEAD}))
OTHER_EDITOR = Actor("sct.nam", agency="SCT", roles=frozenset({Role.CATALOGUE_EDITOR}))


def act(by: Actor = HEAD, at: datetime = AT, recorded_at: datetime = AT) -> Act:
    return Act(by=by, at=at, recorded_at=recorded_at)


REGISTERED = AgencyRegistered(
    agency="SNV",
    kind=AgencyKind.DEPARTMENT,
    name_vi="Sở Nội vụ",
    name_en="Department of Home Affairs",
    parent="UBND",
    wave=1,
    working_calendar="VN",
    valid_from=date(2021, 1, 1),
    registered_by="quan-tri",
    registered_at=AT,
)
KIND = AgencyKind.DEPARTMENT
DIVISIONS = frozenset({"VP", "CCVC", "TTr"})


def added(division: str, name: str = "Văn phòng") -> DivisionAdded:
    return DivisionAdded(agency="SNV", division=division, name=name, added_by="quan-tri", added_at=AT)


def hours(count: int) -> TimeLimit:
    return TimeLimit.of(count * 60, Counting.WORKING_HOURS)


def step(code: str, limit: TimeLimit | None = None, **changes: Any) -> DraftStep:
    values: dict[str, Any] = {
        "code": code,
        "name": "Thẩm định hồ sơ",
        "division": "CCVC",
        "content": "Thẩm định tiêu chuẩn, điều kiện",
        "time_limit": limit or hours(8),
    }
    return DraftStep(**{**values, **changes})


def stage(code: str, *steps: DraftStep) -> DraftStage:
    return DraftStage(code=code, name="", steps=steps)


def procedure(*stages: DraftStage, total: TimeLimit | None = None, **changes: Any) -> Procedure:
    """Of two stages and 24 hours, where nothing else is said: the second has two steps side by side."""
    usual = (stage("G1", step("S01")), stage("G2", step("S02", hours(16)), step("S03", hours(4))))
    values: dict[str, Any] = {
        "code": "P01",
        "name": "Bổ nhiệm công chức",
        "kind": ProcedureKind.INTERNAL,
        "time_limit": total or hours(24),
        "stages": stages or usual,
    }
    return Procedure(**{**values, **changes})


DRAFTED = EditionDrafted(agency="SNV", edition=1, drafted_by="snv.lan", drafted_at=AT)


def in_draft(entry: Procedure) -> ProcedureAdded:
    return ProcedureAdded(agency="SNV", edition=1, procedure=entry, added_by="snv.lan", added_at=AT)


def issued(*codes: str) -> CatalogueIssued:
    return CatalogueIssued(
        agency="SNV",
        edition=1,
        decision_number="05/QĐ-SNV",
        decision_date=date(2026, 11, 20),
        signed_by="Trần Văn Bình",
        in_force_from=date(2026, 12, 1),
        working_calendar="VN",
        issued_by="snv.binh",
        issued_at=AT,
        procedures=codes,
    )


def entered(edition: int, *codes: str, supersedes: int | None = None, **changes: Any) -> Any:
    """The edition is in force from December 2026 on, or as the changes say."""
    values: dict[str, Any] = {
        "agency": "SNV",
        "edition": edition,
        "in_force_from": date(2026, 12, 1),
        "procedures": codes,
        "supersedes": supersedes,
        "entered_at": AT,
        "review_announced_on": date(2027, 11, 1),
        "review_due_on": date(2027, 12, 1),
    }
    return CatalogueEnteredIntoForce(**{**values, **changes})
