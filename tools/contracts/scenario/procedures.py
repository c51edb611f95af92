"""What the catalogues of the story have in them."""

from typing import Any


def limit(duration: str, counting: str = "working_hours") -> dict[str, str]:
    """A time limit as it stands in a body."""
    return {"duration": duration, "counting": counting}


_RECEIVING: dict[str, Any] = {
    "code": "tiep-nhan",
    "name": "Tiếp nhận hồ sơ",
    "content": "Kiểm tra thành phần hồ sơ, vào sổ và chuyển phòng chuyên môn",
    "division": "VP",
    "official": "Chuyên viên",
    "result": "Phiếu tiếp nhận hồ sơ",
    "time_limit": limit("PT8H"),
}
_APPRAISING: dict[str, Any] = {
    "code": "tham-dinh",
    "name": "Thẩm định hồ sơ",
    "content": "Thẩm định tiêu chuẩn, điều kiện bổ nhiệm",
    "division": "CCVC",
    "other_divisions": ["TTr"],
    "official": "Trưởng phòng",
    "result": "Báo cáo thẩm định",
    "time_limit": limit("PT32H"),
    "urgent_limits": [{"urgency": "urgent", "time_limit": limit("PT16H")}],
    "coordination": {
        "answers": ["agree", "disagree"],
        "responding_agency": "STC",
        "responding_procedure": "STC-12",
        "silence_is_agreement": True,
    },
}
#: The appointment of an official, of Home Affairs, in full.
APPOINTING: dict[str, Any] = {
    "name": "Bổ nhiệm công chức giữ chức vụ lãnh đạo",
    "kind": "coordinated",
    "result": "Quyết định bổ nhiệm",
    "time_limit": limit("PT40H"),
    "urgent_limits": [{"urgency": "urgent", "time_limit": limit("PT24H")}],
    "conversion_factor": "1.5",
    "cooperating_units": ["STC"],
    "informed_units": ["VPUB"],
    "legal_basis": [
        {
            "document": "Điều 46 Nghị định 138/2020/NĐ-CP",
            "title": "Quy định về tuyển dụng, sử dụng và quản lý công chức",
            "valid_from": "2020-12-01",
        }
    ],
    "dossier": [{"name": "Tờ trình về việc bổ nhiệm", "original": True, "template": "M01"}],
    "templates": [
        {
            "code": "M01",
            "name": "Mẫu tờ trình về việc bổ nhiệm",
            "address": "https://snv.example.gov.vn/bieu-mau/m01.docx",
        }
    ],
    "suspension": {
        "conditions": "Hồ sơ chưa đủ thành phần, chờ đơn vị trình bổ sung",
        "longest": limit("P3D", "working_days"),
        "most_times": 2,
    },
    "extension": {
        "conditions": "Cần xác minh thêm về tiêu chuẩn, điều kiện",
        "longest": limit("PT16H"),
        "most_times": 1,
        "ask_before": limit("PT8H"),
    },
    "stages": [
        {"code": "tiep-nhan", "name": "Tiếp nhận", "steps": [_RECEIVING]},
        {"code": "tham-dinh", "name": "Thẩm định", "steps": [_APPRAISING]},
    ],
}
#: The same with a shorter time for the appraisal, as it was proposed; the inspectorate is closed by then.
APPOINTING_FASTER: dict[str, Any] = {
    **APPOINTING,
    "time_limit": limit("PT24H"),
    "urgent_limits": [],
    "stages": [
        APPOINTING["stages"][0],
        {
            **APPOINTING["stages"][1],
            "steps": [
                {**_APPRAISING, "other_divisions": [], "time_limit": limit("PT16H"), "urgent_limits": []}
            ],
        },
    ],
}


def simple(name: str, step_name: str) -> dict[str, Any]:
    """A procedure of one step."""
    step = {
        "code": "tham-dinh",
        "name": step_name,
        "content": f"{step_name} theo quy định",
        "division": "VP",
        "time_limit": limit("PT16H"),
    }
    stages = [{"code": "tham-dinh", "name": step_name, "steps": [step]}]
    return {"name": name, "time_limit": limit("PT16H"), "stages": stages}
