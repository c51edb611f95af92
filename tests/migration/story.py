"""What is written into a store: a piece of every service's life, through its own commands over HTTP."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from shared.kernel import Role
from tests.hosting import World, person, principal
from tests.integration.services.cases.driving import (
    BINH,
    CODE,
    HOA,
    KIEN,
    LAN,
    MINH,
    PHUC,
    PROCEDURE,
    Office,
    step,
)
from tests.integration.services.test_catalog import EDITIONS, ok

SERVICES = ("catalog", "cases", "sla", "notify")
REVIEWER = principal("snv.vinh", Role.REVIEWER, "SNV")
LEADER = principal("chu-tich", Role.PROVINCE_LEADER)
EDITOR = person("bien-tap")
HEAD = person("giam-doc")
#: Who asks, by a name that can be kept.
PEOPLE: dict[str, Any] = {
    "operator": "operator",
    "leader": LEADER,
    "head": HEAD,
    "binh": BINH,
    "lan": LAN,
    "reviewer": REVIEWER,
}
AGENCIES = """code,kind,name_vi,name_en,parent,wave
UBND,province,Ủy ban nhân dân tỉnh,The province,,
SNV,department,Sở Nội vụ,Home Affairs,UBND,1
STC,department,Sở Tài chính,Finance,UBND,1
DUYXUYEN,district,Huyện Duy Xuyên,Duy Xuyen District,UBND,2
CAMTHANH,commune,Xã Cẩm Thanh,Cam Thanh Commune,UBND,3
CAMKIM,commune,Xã Cẩm Kim,Cam Kim Commune,UBND,3
"""
STAFF = """agency,type,code,name,divisions,position,roles
SNV,division,VP,Văn phòng,,,
SNV,division,CCVC,Phòng Công chức viên chức,,,
SNV,division,TTr,Thanh tra,,,
SNV,division,PC,Phòng Pháp chế,,,
SNV,division,LD,Lãnh đạo,,,
SNV,division,CU,Phòng cũ,,,
SNV,official,snv.lan,Nguyễn Thị Lan,VP,Chuyên viên,official
SNV,official,snv.minh,Lê Minh,CCVC,Chuyên viên,official
SNV,official,snv.mai,Trần Mai,CCVC,Chuyên viên,official
SNV,official,snv.hoa,Phạm Thị Hòa,CCVC,Trưởng phòng,division_head
SNV,official,snv.phuc,Đỗ Phúc,PC,Chuyên viên,official
SNV,official,snv.kien,Võ Kiên,LD,Phó Giám đốc,official
SNV,official,snv.binh,Lê Bình,LD,Giám đốc,agency_head
SNV,official,snv.vinh,Võ Quang Vinh,VP,Người thẩm định,reviewer
SNV,official,snv.di,Hồ Di,TTr,Thanh tra viên,official
"""
CSV = {"Content-Type": "text/csv"}
DECISION = {"decision_number": "1659/NQ-UBTVQH15", "decision_date": "2025-06-16"}
#: What is asked of the catalogue is asked of this day: without one it would be asked of the present.
ON = "on=2026-10-01"
QUICK = {"duration": "PT1H", "counting": "working_hours"}


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a service, and by whom."""

    service: str
    path: str
    who: str


class Story:
    """The services, and what happens in them."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.office = Office(world)
        self.cases: dict[str, str] = {}

    async def play(self) -> None:
        """All of it."""
        await self._organisation()
        await self._catalogue()
        await self._next_editions()
        await self._simplification()
        await self._calendars()
        await self._cases()
        await self._inbox()
        await self.world.settle()

    async def do(self, path: str, who: Any, service: str = "catalog", **order: Any) -> Any:
        """Give a command; it succeeds."""
        return await ok(await self.world.post(service, path, json=order, as_=who))

    async def edition(self, number: int, path: str, who: Any, **order: Any) -> Any:
        """Give a command on an edition of Home Affairs."""
        return await self.do(f"{EDITIONS}/{number}{path}", who, **order)

    async def _organisation(self) -> None:
        for table in (AGENCIES, STAFF):
            path = "/organisation/import?valid_from=2021-01-01"
            await ok(
                await self.world.post("catalog", path, content=table.encode(), headers=CSV, as_="operator")
            )
        await self.world.settle()
        snv = "/agencies/SNV"
        await self.do(f"{snv}/divisions/CU/name", HEAD, name="Phòng Tổng hợp")
        await self.do(f"{snv}/divisions/CU/closure", HEAD)
        await self.do(f"{snv}/codes", "operator", scheme="national", code="H47.12", valid_from="2022-01-01")
        day = str((self.office.opened_at + timedelta(days=1)).date())
        away = {"first_day": day, "last_day": day}
        await self.do(f"{snv}/officials/snv.mai/absences", HEAD, kind="leave", **away)
        await self.do(f"{snv}/officials/snv.phuc/absences", HEAD, kind="training", **away)
        await self.do(f"{snv}/officials/snv.phuc/absences/withdrawal", HEAD, first_day=day)
        for official in ("snv.minh", "snv.phuc"):
            await self.do(f"{snv}/officials/{official}/delegations", HEAD, delegate="snv.lan", **away)
        await self.do(f"{snv}/officials/snv.phuc/delegations/revocation", HEAD, first_day=day)
        await self.do(f"{snv}/officials/snv.di/departure", HEAD)
        renamed = {"name_vi": "Sở Tài chính - Kế hoạch", "name_en": "Finance and Planning"}
        await self.do("/agencies/STC/name", "operator", **DECISION, effective_from="2025-07-01", **renamed)
        moved = {"parent": "DUYXUYEN", "effective_from": "2025-06-01"}
        await self.do("/agencies/CAMKIM/parent", "operator", **DECISION, **moved)
        await self.do("/agencies/STC/wave", "operator", wave=2)
        await self.do("/agencies/SNV/live", "operator", **DECISION, effective_from="2025-07-01")
        founded = [
            {"code": "HOIAN", "kind": "commune", "name_vi": "Hội An", "name_en": "Hoi An", "parent": "UBND"}
        ]
        merged = {"agencies": ["CAMTHANH", "CAMKIM"], "into": "HOIAN", "founded": founded}
        await self.do("/agencies/mergers", "operator", **DECISION, effective_from="2025-07-01", **merged)

    async def _catalogue(self) -> None:
        """The first edition: reviewed, mended, issued, published, delivered, corrected."""
        await self.do(EDITIONS, EDITOR)
        quick = {**step("tiep-nhan", "VP"), "time_limit": QUICK}
        stages = [{"code": "G1", "steps": [quick]}, *PROCEDURE["stages"][1:]]
        limit = {"duration": "PT25H", "counting": "working_hours"}
        first = {**PROCEDURE, "stages": stages, "time_limit": limit}
        second = {**first, "code": "SNV-08", "name": "Điều động công chức"}
        for procedure in (first, second):
            await self.edition(1, "/procedures", EDITOR, procedure=procedure)
        await self.edition(1, "/review", EDITOR)
        await self.edition(1, "/review/recall", HEAD, reason="Bổ sung")
        await self.edition(1, "/review", EDITOR)
        for text in ("Nên gộp SNV-08", "Tên chưa rõ"):
            await self.edition(1, "/review/comments", REVIEWER, text=text)
        await self.edition(1, "/review/close", REVIEWER)
        await self.edition(1, "/review/comments/1/answer", EDITOR, accepted=False, reason="Khác thành phần")
        await self.edition(1, "/review/comments/2/answer", EDITOR, accepted=True)
        signed = {"decision_number": "05/QĐ-SNV", "decision_date": "2026-01-05", "signed_by": "Lê Bình"}
        await self.edition(1, "/issue", HEAD, **signed, in_force_from="2026-01-10")
        await self.world.settle()
        await self.edition(1, "/publication", HEAD, address="https://snv.example.gov.vn/qd/05")
        await self.edition(1, "/deliveries", HEAD, agencies=["STC"])
        await self.edition(1, "/deliveries/STC/acknowledgement", person("cong-chuc", "STC"))
        mended = {name: value for name, value in second.items() if name != "code"}
        mended["name"] = "Điều động, luân chuyển công chức"
        await self.edition(1, "/procedures/SNV-08/correction", HEAD, procedure=mended, reason="Sai tên")
        await self.world.settle()

    async def _next_editions(self) -> None:
        """One that is discarded, and one in work."""
        await self.do(EDITIONS, EDITOR)
        await self.edition(2, "/discard", HEAD, reason="Chưa cần")
        await self.world.settle()
        await self.do(EDITIONS, EDITOR)
        await ok(await self.world.delete("catalog", f"{EDITIONS}/3/procedures/SNV-08", as_=EDITOR))

    async def _simplification(self) -> None:
        programmes = "/simplification/programmes"
        programme = {"programme": "DGH", "name": "Đơn giản hóa", "baseline_on": "2026-01-31"}
        await self.do(programmes, REVIEWER, **programme)
        proposal = {"agency": "SNV", "means": ["shorter_limit"], "reason": "Không chờ bản giấy"}
        for code in (CODE, "SNV-08"):
            expected = {"duration": "PT20H", "counting": "working_hours"}
            await self.do(
                f"{programmes}/DGH/proposals", EDITOR, **proposal, procedure=code, expected_time=expected
            )
        await self.do(f"{programmes}/DGH/proposals/1/accept", HEAD)
        await self.do(f"{programmes}/DGH/proposals/2/decline", HEAD, reason="Chưa đủ điều kiện")

    async def _calendars(self) -> None:
        dutch = {"code": "NL", "country": "NL", "first_year": 2010, "last_year": 2012}
        await self.do("/calendars", "importer", "sla", **dutch)
        day = {"day": "2026-03-03", "name": "Nghỉ bão", "source": "Công điện số 12/CĐ-UBND"}
        await self.do("/calendars/VN/changes", "operator", "sla", command="AddHoliday", **day)

    async def _cases(self) -> None:
        """One that is completed, one sent back and suspended, one extended, one cancelled, one that runs."""
        office = self.office
        await self._appraised("completed")
        await office.work("tham-dinh", "phap-che")
        await office.do(MINH, "ReopenStep", step="tham-dinh", reason="Sửa báo cáo")
        await office.work("tham-dinh")
        await office.do(PHUC, "HandOff", step="phap-che")
        await office.work("ky")
        await office.do(KIEN, "CompleteCase")
        await self._appraised("suspended")
        await office.do(MINH, "ReceiveStep", step="tham-dinh")
        await office.do(MINH, "ReturnStep", step="tham-dinh", to={"step": "tiep-nhan"}, reason="Thiếu hồ sơ")
        await office.do(BINH, "SuspendCase", reason="Chờ bổ sung")
        await self._appraised("extended")
        await office.do(HOA, "AssignStep", step="tham-dinh", official="snv.mai")
        await office.do(BINH, "ExtendCase", due_at="2031-02-03T17:00:00+07:00", reason="Xác minh")
        await office.do(BINH, "SuspendCase", reason="Chờ xác minh")
        await office.do(BINH, "ResumeCase")
        await self._appraised("cancelled")
        await office.do(BINH, "CancelCase", reason="Rút hồ sơ")
        self.cases["late"] = await office.open(headers={"Idempotency-Key": "late"}, at=self._long_ago())
        for command in ("ReceiveStep", "CompleteStep"):
            await ok(await office.give(LAN, command, {"Idempotency-Key": command}, step="tiep-nhan"))
        await self.world.settle()

    async def _appraised(self, name: str) -> None:
        await self.office.at_appraisal()
        self.cases[name] = self.office.case

    def _long_ago(self) -> str:
        """Long enough for an hour's work to be late, and within the days in which it may be recorded."""
        return (self.office.opened_at - timedelta(days=2, hours=20)).isoformat()

    async def _inbox(self) -> None:
        """The first entry of who looks after the reviews is read."""
        await self.world.settle()
        entries = (await ok(await self.world.get("notify", "/inbox/entries", as_=REVIEWER)))["entries"]
        await self.do(f"/inbox/entries/{entries[0]['notification']}/read", REVIEWER, "notify")

    def questions(self) -> list[Question]:
        """What is asked of each service in the end."""
        ended = [self.cases[name] for name in ("completed", "cancelled")]
        catalog = [f"/agencies/tree?{ON}", "/agencies/SNV", "/agencies/HOIAN", "/agencies/SNV/officials"]
        catalog += ["/agencies/SNV/divisions", EDITIONS, *(f"{EDITIONS}/{number}" for number in (1, 2, 3))]
        catalog += [f"{EDITIONS}/1/{part}" for part in ("review", "deliveries", "events")]
        public = "/catalogue/agencies/SNV/procedures"
        catalog += [f"{public}?{ON}", f"{public}/{CODE}?{ON}", f"/catalogue/search?q=dieu%20dong&{ON}"]
        catalog += ["/simplification/programmes/DGH"]
        asked = [Question("catalog", path, "head") for path in catalog]
        asked += [Question("cases", "/cases", "binh"), Question("cases", "/cases?status=suspended", "binh")]
        asked += [Question("cases", f"/cases/{number}", "binh") for number in self.cases.values()]
        asked += [Question("cases", f"/cases/{number}/events", "binh") for number in self.cases.values()]
        asked += [Question("sla", f"/clocks/{number}", "binh") for number in ended]
        asked += [Question("sla", f"/calendars/{code}", "operator") for code in ("VN", "NL")]
        asked += [Question("notify", "/inbox/entries", who) for who in ("reviewer", "binh", "lan")]
        return asked
