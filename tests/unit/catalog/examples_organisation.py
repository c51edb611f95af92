"""Facts of an organisation that the catalog's tests share, one of each."""

from datetime import date
from typing import Any

from services.catalog.domain.organisation.absences import AbsenceKind
from services.catalog.domain.organisation.ending import EndingManner
from services.catalog.domain.organisation.renaming import CodeScheme
from shared.contracts.catalog.agencies import AgencyContactChanged, Contact
from shared.contracts.catalog.reorganisation import (
    AgencyCodeAssigned,
    AgencyDissolved,
    AgencyMoved,
    AgencyRenamed,
    AgencySucceeded,
    AgencyWentLive,
    DivisionTransfer,
    WavePlanned,
)
from shared.contracts.catalog.staff import (
    AbsenceRecorded,
    AbsenceWithdrawn,
    DelegationGranted,
    DelegationRevoked,
    DivisionClosed,
    DivisionRenamed,
    OfficialLeft,
)
from shared.kernel import Role
from tests.unit.catalog.examples import AT

DECISION: dict[str, Any] = {
    "agency": "SNV",
    "decision_number": "1234/QĐ-UBND",
    "decision_date": date(2026, 11, 10),
    "effective_from": date(2027, 1, 1),
}
BY_OPERATOR = "quan-tri"

WENT_LIVE = AgencyWentLive(**DECISION, recorded_by=BY_OPERATOR, recorded_at=AT)
RENAMED = AgencyRenamed(
    **DECISION, name_vi="Sở Tổ chức", name_en="Personnel", renamed_by=BY_OPERATOR, renamed_at=AT
)
MOVED = AgencyMoved(**DECISION, parent="TINHMOI", moved_by=BY_OPERATOR, moved_at=AT)
DISSOLVED = AgencyDissolved(
    **DECISION,
    manner=EndingManner.SPLIT,
    successors=("SA", "SB"),
    divisions=(DivisionTransfer(division="VP", successor="SA", successor_division="VP1"),),
    dissolved_by=BY_OPERATOR,
    dissolved_at=AT,
)
SUCCEEDED = AgencySucceeded(**DECISION, predecessors=("STTTT",), succeeded_by=BY_OPERATOR, succeeded_at=AT)
PLANNED = WavePlanned(agency="SNV", wave=2, planned_by=BY_OPERATOR, planned_at=AT)
CODE = AgencyCodeAssigned(
    agency="SNV",
    scheme=CodeScheme.NATIONAL,
    code="H47.12",
    valid_from=date(2022, 1, 1),
    assigned_by=BY_OPERATOR,
    assigned_at=AT,
)
REACHED = Contact(name="Văn thư", telephone="(0235) 3 852 123", email="vanthu@example.gov.vn")
CONTACT_NAMED = AgencyContactChanged(
    agency="SNV", contact=REACHED, registered=True, changed_by=BY_OPERATOR, changed_at=AT
)
DIVISION_RENAMED = DivisionRenamed(
    agency="SNV", division="VP", name="Văn phòng Sở", renamed_by="snv.binh", renamed_at=AT
)
DIVISION_CLOSED = DivisionClosed(agency="SNV", division="TTr", closed_by="snv.binh", closed_at=AT)
LEFT = OfficialLeft(agency="SNV", official="snv.lan", transferred_to=None, left_by=BY_OPERATOR, left_at=AT)
ABSENT = AbsenceRecorded(
    agency="SNV",
    official="snv.lan",
    first_day=date(2026, 12, 1),
    last_day=date(2026, 12, 4),
    kind=AbsenceKind.LEAVE,
    recorded_by="snv.lan",
    recorded_at=AT,
)
ABSENCE_WITHDRAWN = AbsenceWithdrawn(
    agency="SNV", official="snv.lan", first_day=date(2026, 12, 1), withdrawn_by="snv.lan", withdrawn_at=AT
)
DELEGATED = DelegationGranted(
    agency="SNV",
    official="snv.lan",
    delegate="snv.minh",
    first_day=date(2026, 12, 1),
    last_day=date(2026, 12, 4),
    roles=(Role.OFFICIAL,),
    divisions=("VP",),
    granted_by="snv.lan",
    granted_at=AT,
)
REVOKED = DelegationRevoked(
    agency="SNV",
    official="snv.lan",
    delegate="snv.minh",
    first_day=date(2026, 12, 1),
    revoked_by="snv.lan",
    revoked_at=AT,
)
OF_THE_AGENCY = (PLANNED, WENT_LIVE, RENAMED, MOVED, CODE, CONTACT_NAMED, SUCCEEDED, DISSOLVED)
OF_STAFF = (
    DIVISION_RENAMED,
    DIVISION_CLOSED,
    ABSENT,
    ABSENCE_WITHDRAWN,
    DELEGATED,
    REVOKED,
    LEFT,
)
