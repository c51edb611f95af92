"""The first chapter: the province's agencies and people; the end of a district; later, who comes and goes."""

from typing import Any

from tools.contracts.scenario.people import BINH, LAN, OPERATOR, PEOPLE
from tools.contracts.scenario.stage import Stage

_DISTRICTS_END: dict[str, Any] = {
    "decision_number": "1234/QĐ-UBND",
    "decision_date": "2025-06-20",
    "effective_from": "2025-07-01",
}
_WARD = {"kind": "commune", "name_vi": "Phường Hội An", "name_en": "Hoi An Ward", "parent": "UBND"}
_DEPARTMENTS = (
    ("SNV", "Sở Nội vụ", "Department of Home Affairs"),
    ("SCT", "Sở Công Thương", "Department of Industry and Trade"),
    ("STC", "Sở Tài chính", "Department of Finance"),
    ("VPUB", "Văn phòng Ủy ban nhân dân tỉnh", "Office of the People's Committee"),
)
_HOI_AN = (
    ("HOIAN", "district", "Thành phố Hội An", "Hoi An City", "UBND"),
    ("MINHAN", "commune", "Phường Minh An", "Minh An Ward", "HOIAN"),
    ("CAMTHANH", "commune", "Xã Cẩm Thanh", "Cam Thanh Commune", "HOIAN"),
    ("TANHIEP", "commune", "Xã Tân Hiệp", "Tan Hiep Commune", "HOIAN"),
)
_DIVISIONS = (("VP", "Văn phòng Sở"), ("CCVC", "Phòng Công chức, viên chức"), ("TTr", "Thanh tra Sở"))


async def found(stage: Stage) -> None:
    """The province with its departments; the divisions of Home Affairs; everybody who acts later."""
    province = {"code": "UBND", "kind": "province", "name_en": "People's Committee of the Province"}
    await stage.do(OPERATOR, "/agencies", **province, name_vi="Ủy ban nhân dân tỉnh", valid_from="2021-01-01")
    for code, vi, en in _DEPARTMENTS:
        department = {"code": code, "kind": "department", "parent": "UBND"}
        await stage.do(OPERATOR, "/agencies", **department, name_vi=vi, name_en=en)
    await stage.at("2026-11-02 08:05")
    for division, name in _DIVISIONS:
        await stage.do(OPERATOR, "/agencies/SNV/divisions", division=division, name=name)
    await stage.at("2026-11-02 08:10")
    for one in PEOPLE:
        await stage.do(OPERATOR, f"/agencies/{one.agency}/officials", **one.appointment)
    await stage.at("2026-11-02 08:20")
    await stage.do(OPERATOR, "/agencies/SNV/wave", wave=1)
    national = {"scheme": "national", "code": "H47.12", "valid_from": "2022-01-01"}
    await stage.do(OPERATOR, "/agencies/SNV/codes", **national)
    began = {"decision_number": "88/QĐ-UBND", "decision_date": "2026-10-28", "effective_from": "2026-11-02"}
    for code, _, _ in _DEPARTMENTS:
        await stage.do(OPERATOR, f"/agencies/{code}/live", **began)


async def end_a_district(stage: Stage) -> None:
    """What was decided in 2025, recorded afterwards: communes merge, and their district ends."""
    await stage.at("2026-11-03 08:00")
    for code, kind, vi, en, parent in _HOI_AN:
        named = {"code": code, "kind": kind, "name_vi": vi, "name_en": en, "parent": parent}
        await stage.do(OPERATOR, "/agencies", **named, valid_from="2021-01-01")
    await stage.do(OPERATOR, "/agencies/HOIAN/divisions", division="VP", name="Văn phòng")
    await stage.at("2026-11-03 08:30")
    island = "/agencies/TANHIEP"
    await stage.do(OPERATOR, f"{island}/parent", **_DISTRICTS_END, parent="UBND")
    named_anew = {"name_vi": "Xã đảo Tân Hiệp", "name_en": "Tan Hiep Island Commune"}
    await stage.do(OPERATOR, f"{island}/name", **_DISTRICTS_END, **named_anew)
    merged: dict[str, Any] = {
        "agencies": ["MINHAN", "CAMTHANH"],
        "into": "HOIAN1",
        "founded": [{**_WARD, "code": "HOIAN1"}],
    }
    await stage.do(OPERATOR, "/agencies/mergers", **_DISTRICTS_END, **merged)
    divisions = [{"division": "VP", "successor": "HOIAN1"}]
    ended: dict[str, Any] = {"successors": ["HOIAN1"], "divisions": divisions}
    await stage.do(OPERATOR, "/agencies/HOIAN/dissolution", **_DISTRICTS_END, **ended)


async def come_and_go(stage: Stage) -> None:
    """Lan is away and Minh acts for her; divisions change; in the end she goes to another department."""
    await stage.at("2026-12-11 08:00")
    lan = "/agencies/SNV/officials/snv.lan"
    days = {"first_day": "2026-12-14", "last_day": "2026-12-18"}
    await stage.do(LAN, f"{lan}/absences", **days)
    await stage.do(LAN, f"{lan}/delegations", **days, delegate="snv.minh")
    await stage.at("2026-12-12 09:00")
    await stage.do(LAN, f"{lan}/delegations/revocation", first_day="2026-12-14")
    await stage.do(LAN, f"{lan}/absences/withdrawal", first_day="2026-12-14")
    await stage.at("2026-12-15 14:00")
    await stage.do(BINH, "/agencies/SNV/divisions/VP/name", name="Văn phòng Sở Nội vụ")
    await stage.do(BINH, "/agencies/SNV/divisions/TTr/closure")


async def transfer(stage: Stage) -> None:
    """Lan leaves Home Affairs for Industry and Trade."""
    await stage.at("2027-02-01 08:00")
    there: dict[str, Any] = {
        "to": "SCT",
        "name": "Nguyễn Thị Lan",
        "position": "Chuyên viên chính",
        "roles": ["official"],
    }
    await stage.do(OPERATOR, "/agencies/SNV/officials/snv.lan/transfer", **there)
