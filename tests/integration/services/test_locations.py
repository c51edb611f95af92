"""What was made is found where its answer says, as soon as the answer's token has been given."""

from pathlib import Path
from typing import Any

from tests.hosting import hosted

PROVINCE = {"code": "UBND", "kind": "province", "name_vi": "Ủy ban nhân dân tỉnh", "name_en": "The province"}
SNV = {**PROVINCE, "code": "SNV", "kind": "department", "name_vi": "Sở Nội vụ", "parent": "UBND"}
MADE: list[tuple[str, dict[str, Any], str, str]] = [
    ("/agencies", PROVINCE, "operator", "/agencies/UBND"),
    ("/agencies", SNV, "operator", "/agencies/SNV"),
    (
        "/agencies/SNV/divisions",
        {"division": "VP", "name": "Văn phòng"},
        "giam-doc",
        "/agencies/SNV/divisions",
    ),
    ("/agencies/SNV/editions", {}, "bien-tap", "/agencies/SNV/editions/1"),
]


async def test_what_was_made_is_where_the_answer_says(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        for path, order, who, at in MADE:
            answer = await world.post("catalog", path, json=order, as_=who)
            assert (answer.status_code, answer.headers["location"]) == (201, at), answer.text
            token = {"Consistency-Token": answer.headers["consistency-token"]}
            shown = await world.get("catalog", answer.headers["location"], as_=who, headers=token)
            assert shown.status_code == 200, shown.text
