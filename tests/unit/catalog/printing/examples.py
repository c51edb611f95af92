"""The sample catalogue of a department, and what its papers are made from."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from services.catalog.domain.organisation.agency import AgencyKind
from services.catalog.domain.procedure.procedure import Procedure
from services.catalog.printing.offices import Office
from services.catalog.printing.wording import Edition
from tests.unit.catalog.examples import issued

SAMPLE = Path(__file__).parents[4] / "examples" / "catalogue-snv.json"
SNV = Office(code="SNV", kind=AgencyKind.DEPARTMENT, name="Sở Nội vụ")
PROVINCE = Office(code="UBND", kind=AgencyKind.PROVINCE, name="Ủy ban nhân dân tỉnh Quảng Nam")


@cache
def sample() -> tuple[Procedure, ...]:
    """The 30 procedures of the sample."""
    content = json.loads(SAMPLE.read_text("utf-8"))
    return TypeAdapter(tuple[Procedure, ...]).validate_python(content["procedures"])


def edition(**changes: Any) -> Edition:
    """The sample, issued by decision 05/QĐ-SNV of 20/11/2026."""
    values: dict[str, Any] = {
        "issuer": SNV,
        "above": (PROVINCE,),
        "number": 1,
        "procedures": sample(),
        "today": date(2026, 11, 20),
        "issue": issued(),
        "divisions": {"VP": "Văn phòng Sở", "TTr": "Thanh tra Sở"},
        "agencies": {
            "STC": "Sở Tài chính",
            "STP": "Sở Tư pháp",
            "CAT": "Công an tỉnh",
            "SNGV": "Sở Ngoại vụ",
        },
    }
    return Edition(**{**values, **changes})
