"""What the number of a decision looks like: the number, the year where there is one, and the symbol.

Decree 30/2020/NĐ-CP, Appendix I: `12/QĐ-SNV`. Others write theirs otherwise: `05/2024/QĐ-UBND` (rules of
law), `202/2025/QH15` (the National Assembly), `1659/NQ-UBTVQH15`, `12-QĐ/TU` (the Party).
"""

import re

from services.catalog.domain.procedure.naming import WORDED, check_name
from services.catalog.errors.procedure.texts import DecisionNumberWithoutSymbol

#: How `check_decision_number` may refuse.
NUMBERED = (*WORDED, DecisionNumberWithoutSymbol)

COMMITTEE = re.compile(r"(?:[UỦ][yỷ] ban nhân dân|UBND)\b\s*", re.IGNORECASE)
#: Of a decision whose issuer isn't known here.
USUAL_SYMBOL = "QĐ-UBND"

_WHOLE = re.compile(r"[0-9]+[^\W\d_]?(-[^\W_]+)?(/[0-9]{2,4})?/[^\W\d_].*")
_NUMBER = re.compile(r"[0-9]+(?:[^\W\d_](?![^\W_]))?(?:\s*/\s*[0-9]{4}(?![0-9]))?")
_SYMBOL = re.compile(r"[^\W\d_]+-\w[\w.-]*")


def check_decision_number(number: str, where: str, symbol: str) -> None:
    """It can be read, and has its symbol; where not, `symbol` is proposed."""
    check_name(number, where)
    if not _WHOLE.fullmatch(number.strip()):
        raise DecisionNumberWithoutSymbol(where=where, given=number, proposed=_proposed(number, symbol))


def notation_of(code: str, name: str) -> str:
    """The issuer's part of a decision's symbol: "SNV" in "05/QĐ-SNV"."""
    if COMMITTEE.match(name):
        return "UBND"
    return code if code.isalpha() else "".join(word[0] for word in re.findall(r"\w+", name)).upper()


def _proposed(number: str, symbol: str) -> str:
    """The number as it should be, with as much of what was given as can be read."""
    own = _SYMBOL.search(number)
    found = _NUMBER.search(_SYMBOL.sub("", number))
    bare = "".join(found[0].split()) if found else "01"
    return f"{bare}/{own[0] if own else symbol}"
