"""A province and its department, and the demo's agencies, as they are registered over HTTP."""

from tthc.demo import AGENCIES

PROVINCE = {"code": "UBND", "kind": "province", "name_vi": "Ủy ban nhân dân tỉnh", "name_en": "The province"}
SNV = {
    "code": "SNV",
    "kind": "department",
    "parent": "UBND",
    "name_vi": "Sở Nội vụ",
    "name_en": "Home Affairs",
}
#: From a day before the demo's script begins.
DEMO_AGENCIES = {"csv": AGENCIES.read_text("utf-8"), "file": AGENCIES.name, "valid_from": "2021-01-01"}
