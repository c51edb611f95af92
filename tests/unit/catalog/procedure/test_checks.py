"""What no draft takes, and how findings are told."""

from dataclasses import replace
from datetime import date

import pytest

from services.catalog.domain.edition.filling import AddProcedure
from services.catalog.domain.procedure.checks import findings, findings_of_edition
from services.catalog.domain.procedure.conditions import Urgency
from services.catalog.domain.procedure.procedure import Procedure, ProcedureKind, longest_steps
from services.catalog.errors.procedure.conditions import UnfitCount, UnfitFactor
from services.catalog.errors.procedure.coordination import CoordinationCycle
from services.catalog.errors.procedure.limits import LimitTooLong, SumsDisagree
from services.catalog.errors.procedure.papers import (
    LegalBasisReversed,
    TemplateCodeRepeated,
    UnfitAddress,
    UnfitChecksum,
)
from services.catalog.errors.procedure.procedures import (
    ProcedureOfOneStop,
    ProcedureTooLarge,
    StageCodeRepeated,
    StageWithoutSteps,
    StepCodeRepeated,
    StepWithoutContent,
    StepWithoutDivision,
)
from services.catalog.errors.procedure.texts import MalformedAgencyCode, MalformedCode, UnusableText
from services.catalog.errors.procedure.units import UnitUnknown
from shared.contracts.catalog.parts import (
    Coordination,
    DossierComponent,
    ExtensionRule,
    LegalBasis,
    SuspensionRule,
    Template,
    UrgentLimit,
)
from shared.contracts.vocabulary import TimeLimit
from shared.errors import Language, Refusal
from shared.kernel import Counting
from tests.unit.catalog.asking import asked, when
from tests.unit.catalog.editions_strategy import around
from tests.unit.catalog.examples import DIVISIONS, DRAFTED, hours, procedure, stage, step
from tests.unit.catalog.full_procedure import FULL, urgent

FIRST = "procedures/P01/stages/1/steps/S01"


def asking(**changes: str) -> Procedure:
    asked = Coordination(**{"responding_agency": "SCT", **changes})  # type: ignore[arg-type]
    return procedure(stage("G1", step("S01", coordination=asked)))


def template(**changes: str) -> Procedure:
    return procedure(templates=(Template(**{"code": "M01", "name": "Đơn", **changes}),))


REFUSED_AT_ONCE: list[tuple[Procedure, type[Refusal], str]] = [
    (procedure(one_stop=True), ProcedureOfOneStop, "procedures/P01"),
    (procedure(code="P 01"), MalformedCode, "procedures/P 01"),
    (procedure(name=""), UnusableText, "procedures/P01"),
    (procedure(stage("G 1", step("S01"))), MalformedCode, "procedures/P01/stages/1"),
    (procedure(stage("G1", step("S/1"))), MalformedCode, "procedures/P01/stages/1/steps/S/1"),
    (procedure(stage("G1", step("S01", name=" "))), UnusableText, FIRST),
    (procedure(stage("G1", step("S01", content="\x00"))), UnusableText, FIRST),
    (procedure(stage("G1", step("S01", content="x" * 4001))), UnusableText, FIRST),
    (procedure(result="\x00"), UnusableText, "procedures/P01/result"),
    (procedure(stage("G1", step("S01", division="\x1b"))), UnusableText, FIRST),
    (procedure(stage("G1", step("S01", official="\n"))), UnusableText, FIRST),
    (asking(responding_agency="sct"), MalformedAgencyCode, f"{FIRST}/coordination"),
    (asking(responding_procedure="../x"), MalformedCode, f"{FIRST}/coordination"),
    (procedure(cooperating_units=("s",)), MalformedAgencyCode, "procedures/P01/cooperating_units/s"),
    (procedure(informed_units=("",)), MalformedAgencyCode, "procedures/P01/informed_units/"),
    (procedure(legal_basis=(LegalBasis(document=""),)), UnusableText, "procedures/P01/legal_basis/1"),
    (
        procedure(
            legal_basis=(
                LegalBasis(document="Luật", valid_from=date(2026, 2, 1), valid_until=date(2026, 1, 1)),
            )
        ),
        LegalBasisReversed,
        "procedures/P01/legal_basis/1",
    ),
    (procedure(dossier=(DossierComponent(name=" "),)), UnusableText, "procedures/P01/dossier/1"),
    (procedure(dossier=(DossierComponent(name="Đơn", copies=0),)), UnfitCount, "procedures/P01/dossier/1"),
    (template(code="M 1"), MalformedCode, "procedures/P01/templates/1"),
    (template(name=""), UnusableText, "procedures/P01/templates/1"),
    (template(address="javascript:alert(1)"), UnfitAddress, "procedures/P01/templates/1"),
    (template(address="https://a b"), UnfitAddress, "procedures/P01/templates/1"),
    (template(address="https://" + "a" * 500), UnfitAddress, "procedures/P01/templates/1"),
    (template(sha256="0F" * 32), UnfitChecksum, "procedures/P01/templates/1"),
    (
        procedure(templates=(Template(code="M1", name="Đơn"), Template(code="M1", name="Tờ trình"))),
        TemplateCodeRepeated,
        "procedures/P01/templates/2",
    ),
    (
        procedure(suspension=SuspensionRule(conditions="", most_times=0)),
        UnfitCount,
        "procedures/P01/suspension",
    ),
    (
        procedure(extension=ExtensionRule(conditions="", most_times=100)),
        UnfitCount,
        "procedures/P01/extension",
    ),
    (procedure(extension=ExtensionRule(conditions="\x00")), UnusableText, "procedures/P01/extension"),
    (procedure(conversion_factor="0"), UnfitFactor, "procedures/P01/conversion_factor"),
    (procedure(conversion_factor="1000"), UnfitFactor, "procedures/P01/conversion_factor"),
    (procedure(total=TimeLimit.of(3661, Counting.CALENDAR_DAYS)), LimitTooLong, "procedures/P01/time_limit"),
    (
        procedure(
            urgent_limits=(
                UrgentLimit(urgency=Urgency.URGENT, time_limit=TimeLimit.of(3661, Counting.WORKING_DAYS)),
            )
        ),
        LimitTooLong,
        "procedures/P01/urgent_limits/urgent",
    ),
    (
        procedure(stage("G1", step("S01", hours(24 * 3660 + 1)))),
        LimitTooLong,
        f"{FIRST}/time_limit",
    ),
    (
        procedure(stage("G1", step("S01")), stage("G1", step("S02"))),
        StageCodeRepeated,
        "procedures/P01/stages/2",
    ),
    (
        procedure(stage("G1", step("S01")), stage("G2", step("S01"))),
        StepCodeRepeated,
        "procedures/P01/stages/2/steps/S01",
    ),
    (
        procedure(*(stage(f"G{n}", step(f"S{n}", content="ệ" * 4000)) for n in range(5))),
        ProcedureTooLarge,
        "procedures/P01",
    ),
]


@pytest.mark.parametrize(("entry", "refusal", "where"), REFUSED_AT_ONCE)
def test_no_draft_takes_an_unfit_procedure(entry: Procedure, refusal: type[Refusal], where: str) -> None:
    when((DRAFTED,), asked(AddProcedure, procedure=entry)).refused(refusal, where=where)


def test_disagreeing_sums_name_the_procedure_the_figures_and_the_steps() -> None:
    (finding,) = findings(procedure(total=hours(30)), DIVISIONS)
    assert finding.message(Language.VI) == (
        "Thủ tục P01 ghi thời hạn tổng 30 giờ làm việc, nhưng các bước dài nhất của từng giai đoạn"
        " (S01, S02) cộng lại là 24 giờ làm việc."
    )
    assert "30 h of working time" in finding.message(Language.EN)


def test_mixed_countings_name_both() -> None:
    days = TimeLimit.of(3, Counting.WORKING_DAYS)
    (finding,) = findings(procedure(stage("G1", step("S01", days)), total=hours(8)), DIVISIONS)
    assert "8 giờ làm việc" in finding.message(Language.VI)
    assert "3 ngày làm việc" in finding.message(Language.VI)
    assert "3 working days" in finding.message(Language.EN)


def test_all_findings_of_a_procedure_are_told_not_only_the_first() -> None:
    faulty = procedure(stage("G1", step("S01", division="", content="")), stage("G2"), total=hours(9))
    found = [(type(each), each.where) for each in findings(faulty, DIVISIONS)]
    assert found == [
        (StageWithoutSteps, "procedures/P01/stages/2"),
        (StepWithoutDivision, FIRST),
        (StepWithoutContent, FIRST),
        (SumsDisagree, "procedures/P01/time_limit"),
    ]


def test_the_longest_step_of_each_stage_makes_the_total() -> None:
    assert [each.code for each in longest_steps(procedure().stages)] == ["S01", "S02"]


def test_an_urgent_case_may_have_another_longest_step() -> None:
    shortened = step("S02", hours(16), urgent_limits=urgent(2))
    stages = (stage("G1", shortened, step("S03", hours(4))),)
    assert [each.code for each in longest_steps(stages, Urgency.URGENT)] == ["S03"]


def test_a_degree_without_a_limit_has_the_nearest_lower_one_s() -> None:
    shortened = step("S02", hours(16), urgent_limits=urgent(2))
    limits = [shortened.limit_for(degree) for degree in Urgency]
    assert limits == [hours(16), hours(2), hours(2), hours(2)]


def test_urgent_sums_that_disagree_name_the_degree_the_figures_and_the_steps() -> None:
    (finding,) = findings(replace(FULL, urgent_limits=urgent(20)), DIVISIONS)
    assert finding.message(Language.VI) == (
        "Thủ tục P01 ghi thời hạn tổng mức độ khẩn là 20 giờ làm việc, nhưng các bước dài nhất của từng"
        " giai đoạn (S01, S02) cộng lại là 16 giờ làm việc."
    )


def test_a_cycle_names_the_whole_chain() -> None:
    leading = asking(responding_procedure="V-P01")
    entry = replace(leading, kind=ProcedureKind.COORDINATED, time_limit=hours(8))
    (finding,) = (one for one in findings_of_edition([entry], around()) if isinstance(one, CoordinationCycle))
    assert finding.message(Language.VI) == (
        "Bước S01 dẫn vòng trở lại chính thủ tục này: SNV/P01 → SCT/V-P01 → STP/V-P01 → SNV/P01."
    )


def test_a_chain_through_another_procedure_of_the_same_edition_is_a_cycle_as_well() -> None:
    """What matters is what the edition says, not what was in force before it."""
    first, second = (
        replace(asking(responding_procedure=f"V-{code}"), code=other, kind=ProcedureKind.COORDINATED)
        for code, other in (("P02", "P01"), ("P01", "P02"))
    )
    found = [
        one for one in findings_of_edition([first, second], around()) if isinstance(one, CoordinationCycle)
    ]
    assert [one.where for one in found] == [
        "procedures/P01/stages/1/steps/S01/coordination",
        "procedures/P02/stages/1/steps/S01/coordination",
    ]
    assert "SNV/P01 → SCT/V-P02 → STP/V-P02 → SNV/P02 → SCT/V-P01 → STP/V-P01 → SNV/P01" in str(found[0])


def test_an_agency_that_a_step_asks_is_told_at_the_step_alone_with_its_code() -> None:
    entry = replace(
        asking(responding_agency="KHONG.CO"),
        kind=ProcedureKind.COORDINATED,
        cooperating_units=("KHONG.CO",),
        informed_units=("LA",),
    )
    found = [one for one in findings_of_edition([entry], around()) if isinstance(one, UnitUnknown)]
    assert [(one.where, one.message(Language.VI).partition(" nêu")[0]) for one in found] == [
        (f"{FIRST}/coordination", "Bước S01 của thủ tục P01"),
        ("procedures/P01/informed_units/LA", "Thủ tục P01"),
    ]


def test_all_findings_of_an_edition_are_told_procedure_by_procedure() -> None:
    entries = [procedure(code="P01", total=hours(9)), procedure(code="P02", informed_units=("KHONG.CO",))]
    found = [(type(one), one.where) for one in findings_of_edition(entries, around())]
    assert found == [
        (SumsDisagree, "procedures/P01/time_limit"),
        (UnitUnknown, "procedures/P02/informed_units/KHONG.CO"),
    ]
