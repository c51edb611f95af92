"""The chapters on catalogues: drafted, reviewed, issued, in force, made simpler, reviewed each year."""

from typing import Any

from shared.auth import Principal
from tools.contracts.scenario.people import BINH, HUNG, IMPORTER, NAM, OPERATOR, THAO, VINH
from tools.contracts.scenario.procedures import APPOINTING, APPOINTING_FASTER, limit, simple
from tools.contracts.scenario.stage import Stage

_HOME_AFFAIRS = "/agencies/SNV/editions"
_TRADE = "/agencies/SCT/editions"
_FINANCE = "/agencies/STC/editions"
_PROGRAMMES = "/simplification/programmes"


async def _draft(stage: Stage, who: Principal, editions: str, **entries: dict[str, Any]) -> None:
    await stage.do(who, editions)
    for code, entry in entries.items():
        await stage.do(who, f"{editions}/1/procedures", procedure={"code": code.replace("_", "-"), **entry})


async def take_in(stage: Stage) -> None:
    """Finance has a catalogue from before: the importer brings it in, and it needs no review."""
    await stage.at("2026-11-05 08:00")
    await stage.do(OPERATOR, "/agencies/STC/divisions", division="VP", name="Văn phòng Sở")
    await stage.at("2026-11-05 08:30")
    entry = simple("Cho ý kiến về nguồn kinh phí", "Xem xét đề nghị")
    await _draft(stage, IMPORTER, _FINANCE, STC_12=entry)
    decision = {"decision_number": "95/QĐ-STC", "decision_date": "2026-11-04", "signed_by": "Bùi Mạnh Hùng"}
    await stage.do(IMPORTER, f"{_FINANCE}/1/issue", **decision, in_force_from="2026-11-05")


async def review(stage: Stage) -> None:
    """Industry and Trade sends its draft to Home Affairs: a round with a comment, and a second one."""
    await stage.at("2026-11-09 08:00")
    await stage.do(OPERATOR, "/agencies/SCT/divisions", division="VP", name="Văn phòng Sở")
    await stage.at("2026-11-09 09:30")
    entry = simple("Cấp thẻ kiểm tra viên thị trường", "Thẩm định hồ sơ")
    await _draft(stage, NAM, _TRADE, SCT_03=entry)
    await stage.do(NAM, f"{_TRADE}/1/review")
    await stage.at("2026-11-12 09:30")
    review_path = f"{_TRADE}/1/review"
    place = {"procedure": "SCT-03", "step": "tham-dinh"}
    await stage.do(VINH, f"{review_path}/comments", **place, text="Nội dung bước chưa rõ")
    await stage.at("2026-11-13 09:30")
    await stage.do(VINH, f"{review_path}/close")
    await stage.at("2026-11-16 09:30")
    revision = {"code": "SCT-03", **simple(entry["name"], "Thẩm định điều kiện cấp thẻ")}
    await stage.do(NAM, f"{review_path}/comments/1/answer", accepted=True, revision=revision)
    await stage.do(NAM, review_path)


async def issue(stage: Stage) -> None:
    """Home Affairs issues its first catalogue, publishes it and sends it to who cooperates."""
    await stage.at("2026-11-17 08:30")
    other = simple("Nâng bậc lương thường xuyên", "Thẩm định hồ sơ nâng bậc lương")
    await _draft(stage, THAO, _HOME_AFFAIRS, SNV_07=APPOINTING, SNV_08=other)
    await stage.do(THAO, f"{_HOME_AFFAIRS}/1/review")
    await stage.at("2026-11-18 10:00")
    await stage.do(VINH, f"{_HOME_AFFAIRS}/1/review/close", nothing_to_say=True)
    await stage.at("2026-11-20 09:30")
    await _issue(stage, 1, "512/QĐ-SNV", "2026-11-20", in_force_from="2026-12-01")
    await stage.at("2026-11-21 09:30")
    address = "https://snv.example.gov.vn/quyet-dinh/512"
    await stage.do(BINH, f"{_HOME_AFFAIRS}/1/publication", address=address)
    await stage.at("2026-11-21 09:35")
    await stage.do(BINH, f"{_HOME_AFFAIRS}/1/deliveries")
    for midnight in ("2026-11-24", "2026-11-26", "2026-11-27"):  # reminders, and the end of the second round
        await stage.at(f"{midnight} 00:00")
    await stage.at("2026-11-27 14:00")
    await stage.do(HUNG, f"{_HOME_AFFAIRS}/1/deliveries/STC/acknowledgement")
    await stage.at("2026-12-01 00:00")


async def _issue(stage: Stage, edition: int, number: str, day: str, in_force_from: str) -> None:
    decision = {"decision_number": number, "decision_date": day, "in_force_from": in_force_from}
    signing = {"authority": "KT", "position": "Phó Giám đốc"}
    path = f"{_HOME_AFFAIRS}/{edition}/issue"
    await stage.do(BINH, path, **decision, signed_by="Trần Văn Bình", signing=signing)


async def correct(stage: Stage) -> None:
    """A name that was written wrongly."""
    await stage.at("2026-12-10 09:30")
    corrected = {**APPOINTING, "name": "Bổ nhiệm công chức giữ chức vụ lãnh đạo, quản lý"}
    path = f"{_HOME_AFFAIRS}/1/procedures/SNV-07/correction"
    await stage.do(BINH, path, procedure=corrected, reason="Ghi thiếu tên thủ tục")


async def simplify(stage: Stage) -> None:
    """A proposal is accepted, and the second edition carries it out."""
    await stage.at("2026-12-16 08:30")
    programme = {"programme": "DGH-2026", "name": "Đơn giản hóa năm 2026", "baseline_on": "2026-12-01"}
    await stage.do(VINH, _PROGRAMMES, **programme)
    proposals = f"{_PROGRAMMES}/DGH-2026/proposals"
    proposal: dict[str, Any] = {"agency": "SNV", "procedure": "SNV-07", "means": ["shorter_limit"]}
    reason = "Thẩm định trên hệ thống, không chờ bản giấy"
    await stage.do(THAO, proposals, **proposal, reason=reason, expected_time=limit("PT24H"))
    await stage.at("2026-12-17 09:30")
    await stage.do(BINH, f"{proposals}/1/accept")
    await stage.at("2026-12-18 09:00")
    await stage.do(THAO, _HOME_AFFAIRS)
    await stage.at("2026-12-18 09:10")
    await stage.put(THAO, f"{_HOME_AFFAIRS}/2/procedures/SNV-07", procedure=APPOINTING_FASTER)
    await stage.remove(THAO, f"{_HOME_AFFAIRS}/2/procedures/SNV-08")
    await stage.at("2026-12-21 09:30")
    await _issue(stage, 2, "618/QĐ-SNV", "2026-12-21", in_force_from="2027-01-04")
    await stage.at("2027-01-04 00:00")
    await stage.at("2027-01-05 09:30")
    await stage.do(THAO, f"{proposals}/1/carry-out", edition=2)


async def review_each_year(stage: Stage) -> None:
    """A third edition is issued and withdrawn before it begins; so the second is reviewed after all, late."""
    await stage.at("2027-12-05 00:00")
    await stage.at("2027-12-08 09:30")
    await stage.do(THAO, _HOME_AFFAIRS)
    await stage.at("2027-12-08 10:00")
    await _issue(stage, 3, "702/QĐ-SNV", "2027-12-08", in_force_from="2028-01-15")
    await stage.at("2027-12-10 09:30")
    withdrawal = {"decision_number": "709/QĐ-SNV", "decision_date": "2027-12-10"}
    reason = "Ban hành không đúng thẩm quyền"
    await stage.do(BINH, f"{_HOME_AFFAIRS}/3/withdrawal", **withdrawal, reason=reason)
    await stage.at("2028-01-04 00:00")
    await stage.at("2028-01-06 09:30")
    await stage.do(BINH, f"{_HOME_AFFAIRS}/2/yearly-review", note="Không có thay đổi")
