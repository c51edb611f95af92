"""The last chapter: departments end, and what they had and were asked for goes on at their successors."""

from typing import Any

from tools.contracts.scenario.people import BINH, HOA, MINH, OPERATOR
from tools.contracts.scenario.stage import Stage

_DECISION: dict[str, Any] = {
    "decision_number": "12/QĐ-UBND",
    "decision_date": "2028-01-05",
    "effective_from": "2028-01-11",
}
_HOME_AFFAIRS = {"code": "SNVLD", "name_vi": "Sở Nội vụ và Lao động", "name_en": "Home Affairs and Labour"}
_FINANCE = {"code": "STCKH", "name_vi": "Sở Tài chính và Kế hoạch", "name_en": "Finance and Planning"}
_OF_DEPARTMENTS = {"kind": "department", "parent": "UBND"}


async def end_departments(stage: Stage) -> None:
    """A case is at its appraisal, for which Finance is asked, when both departments end."""
    await decide(stage, ("VP", "CCVC"))
    await come_to_the_day(stage)


async def decide(stage: Stage, named: tuple[str, ...]) -> None:
    """The decisions are made; of Home Affairs, these divisions are named, and the rest is the new head's."""
    await stage.at("2028-01-10 08:00")
    contact = {"name": "Văn thư", "telephone": "0235 3852 123", "email": "vanthu@snv.example.gov.vn"}
    await stage.put(BINH, "/agencies/SNV/contact", **contact)
    await _ask_finance(stage)
    await stage.at("2028-01-10 10:00")
    merged: dict[str, Any] = {
        "agencies": ["SNV"],
        "into": "SNVLD",
        "founded": [{**_OF_DEPARTMENTS, **_HOME_AFFAIRS}],
        "divisions": [{"division": one} for one in named],
    }
    await stage.do(OPERATOR, "/agencies/mergers", **_DECISION, **merged)
    founded = [{**_OF_DEPARTMENTS, **_FINANCE}]
    ended: dict[str, Any] = {"successors": ["STCKH"], "founded": founded}
    await stage.do(OPERATOR, "/agencies/STC/dissolution", **_DECISION, **ended)


async def come_to_the_day(stage: Stage) -> None:
    """The decisions take effect."""
    await stage.at("2028-01-11 00:00:01")


async def _ask_finance(stage: Stage) -> None:
    opening = {"agency": "SNV", "procedure": "SNV-07", "subject": "Bổ nhiệm Chánh Thanh tra"}
    case = f"/cases/{(await stage.do(HOA, '/cases', 'cases', **opening))['case_number']}"
    for command in ("ReceiveStep", "CompleteStep", "HandOff"):
        await stage.do(HOA, f"{case}/{command}", "cases", step="tiep-nhan")
    await stage.do(MINH, f"{case}/ReceiveStep", "cases", step="tham-dinh")
    question = {"step": "tham-dinh", "question": "Ý kiến về nguồn kinh phí phụ cấp chức vụ"}
    await stage.do(MINH, f"{case}/RequestCoordination", "cases", **question)
