"""The catalogue as the rows of the decision's appendix."""

from collections.abc import Iterable, Mapping

from services.catalog.domain.procedure.procedure import DraftStage, DraftStep, Procedure
from services.catalog.printing.paper import Appendix, ProcedureRows, StageRows, StepRow
from shared.contracts.catalog.parts import Coordination
from shared.contracts.vocabulary import TimeLimit
from shared.errors import Language
from shared.kernel import CoordinationRole, Counting
from shared.restating import restate
from shared.working_time.wording import in_words

COLUMNS = (
    "STT",
    "Tên thủ tục",
    "Bước công việc",
    "Đơn vị thực hiện",
    "Người thực hiện",
    "Nội dung công việc",
    "Kết quả",
    "Thời gian (giờ làm việc)",
    "Tổng thời gian (giờ làm việc)",
)
UNSETTLED = "chưa xác định"  #: what a draft doesn't state yet
_ROLES: Mapping[str, str] = {
    CoordinationRole.LEAD: "chủ trì",
    CoordinationRole.COOPERATING: "phối hợp",
    CoordinationRole.INFORMED: "nhận để biết",
}


def appendix(
    procedures: Iterable[Procedure], names: Mapping[str, str], title: str, belongs_to: str
) -> Appendix:
    """The appendix; `names` has divisions and other agencies by their codes."""
    rows = tuple(_procedure(number, one, names) for number, one in enumerate(procedures, start=1))
    return Appendix(heading="PHỤ LỤC", title=title, belongs_to=belongs_to, columns=COLUMNS, procedures=rows)


def printed_limit(limit: TimeLimit | None) -> str:
    """In a column of working hours: `8`, `1,5`, `20 phút`; other countings say so: `3 ngày làm việc`."""
    if limit is None:
        return UNSETTLED
    match Counting(limit.counting):
        case Counting.WORKING_HOURS:
            hours, minutes = divmod(limit.amount, 60)
            if minutes % 15:
                return f"{hours} giờ {minutes} phút" if hours else f"{minutes} phút"
            return f"{limit.amount / 60:g}".replace(".", ",")
        case Counting.WORKING_DAYS:
            return f"{limit.amount} ngày làm việc"
        case Counting.CALENDAR_DAYS:
            return f"{limit.amount} ngày"


def _procedure(number: int, procedure: Procedure, names: Mapping[str, str]) -> ProcedureRows:
    stages = [stage for stage in procedure.stages if stage.steps]
    return ProcedureRows(
        number=f"{number:02}",
        name=procedure.name,
        total=printed_limit(procedure.time_limit),
        stages=tuple(_stage(at, stage, names) for at, stage in enumerate(stages, start=1)) or (_NO_STAGE,),
    )


_NO_STAGE = StageRows(
    number="", steps=(StepRow(name=UNSETTLED, unit="", official="", content="", result="", time=""),)
)


def _stage(number: int, stage: DraftStage, names: Mapping[str, str]) -> StageRows:
    beside = len(stage.steps) > 1
    return StageRows(
        number=str(number), steps=tuple(_step(step, names, beside=beside) for step in stage.steps)
    )


def _step(step: DraftStep, names: Mapping[str, str], *, beside: bool) -> StepRow:
    unit = names.get(step.division, step.division) or UNSETTLED
    if step.coordination:
        unit += f"; {_asked(step.coordination, names)}"
    remarks = (["nếu có"] if step.optional else []) + (["song song"] if beside else [])
    return restate(
        StepRow,
        step,
        name=f"{step.name} ({', '.join(remarks)})" if remarks else step.name,
        unit=unit,
        time=printed_limit(step.time_limit),
    )


def _asked(asked: Coordination, names: Mapping[str, str]) -> str:
    """Who is asked, as what, and what holds for the answer where that isn't the usual."""
    code = asked.responding_agency
    limit = [f"trong {in_words(asked.time_limit, Language.VI)}"] if asked.time_limit else []
    terms = limit + (["nhận đủ trả lời thì bước hoàn thành"] if asked.goes_on_by_itself else [])
    named = f"{_ROLES[asked.role]}: {names.get(code, code) or UNSETTLED}"
    return f"{named} ({'; '.join(terms)})" if terms else named
