"""A procedure that says everything a procedure can say; issued, told and shown it must stay whole."""

from dataclasses import replace
from datetime import date

from services.catalog.domain.procedure.checks.fitness import LARGEST_PROCEDURE
from services.catalog.domain.procedure.conditions import Urgency
from services.catalog.domain.procedure.in_full import told_of
from services.catalog.domain.procedure.procedure import Procedure, ProcedureKind, size_in_bytes
from shared.contracts.catalog.parts import (
    Coordination,
    DossierComponent,
    ExtensionRule,
    LegalBasis,
    SuspensionRule,
    Template,
    UrgentLimit,
)
from shared.contracts.catalog.procedures import ProcedureIssued
from shared.contracts.vocabulary import TimeLimit
from shared.kernel import AnswerKind, CoordinationRole, Counting
from tests.unit.catalog.examples import AT, hours, procedure, stage, step


def urgent(count: int) -> tuple[UrgentLimit, ...]:
    return (UrgentLimit(urgency=Urgency.URGENT, time_limit=hours(count)),)


ASKED = Coordination(
    responding_agency="SCT",
    responding_procedure="C01",
    answers=(AnswerKind.AGREE, AnswerKind.DISAGREE),
    silence_is_agreement=True,
    goes_on_by_itself=True,
    time_limit=hours(12),
    role=CoordinationRole.LEAD,
)
FULL = procedure(
    stage("G1", step("S01", hours(8), official="Chuyên viên", result="Phiếu tiếp nhận")),
    stage(
        "G2",
        step("S02", hours(16), urgent_limits=urgent(8), coordination=ASKED),
        step("S03", hours(4), optional=True, other_divisions=("TTr",)),
    ),
    kind=ProcedureKind.COORDINATED,
    legal_basis=(
        LegalBasis(
            document="Điều 46 Nghị định 138/2020/NĐ-CP",
            title="Quy định về tuyển dụng, sử dụng và quản lý công chức",
            valid_from=date(2020, 12, 1),
            valid_until=date(2030, 12, 31),
        ),
    ),
    dossier=(DossierComponent(name="Tờ trình", copies=2, original=False, required=False, template="M01"),),
    result="Quyết định bổ nhiệm",
    templates=(
        Template(code="M01", name="Mẫu tờ trình", address="https://snv.example.gov.vn/m01", sha256="0f" * 32),
    ),
    suspension=SuspensionRule(
        conditions="Chờ bổ sung thành phần hồ sơ",
        most_times=2,
        longest=TimeLimit.of(10, Counting.WORKING_DAYS),
    ),
    extension=ExtensionRule(
        conditions="Cần xác minh thêm", most_times=2, longest=hours(16), ask_before=hours(8)
    ),
    cooperating_units=("SCT", "STP"),
    informed_units=("SKHCN",),
    conversion_factor="1.25",
    urgent_limits=urgent(16),
)


def as_issued(entry: Procedure, position: int = 1) -> ProcedureIssued:
    """What is told when it is issued in SNV's first edition."""
    return ProcedureIssued(
        **told_of(entry),
        agency="SNV",
        edition=1,
        in_force_from=date(2026, 12, 1),
        working_calendar="VN",
        position=position,
        issued_by="snv.binh",
        issued_at=AT,
    )


def as_large_as_may_be() -> Procedure:
    """The full one with as much more as the cap allows."""
    large, more = FULL, FULL
    while size_in_bytes(more) <= LARGEST_PROCEDURE:
        large = more
        number = len(large.stages) + 1
        filled = replace(FULL.stages[1].steps[0], code=f"T{number}", content="ệ" * 300)
        more = replace(
            large,
            stages=(*large.stages, stage(f"G{number}", filled)),
            dossier=FULL.dossier * number,
            legal_basis=FULL.legal_basis * number,
        )
    return large
