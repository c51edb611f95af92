"""The words by which a case is found: of its number, its subject and its number elsewhere.

Each stands there as it is written and without diacritics: who types them means them, who doesn't finds both.
"""

from services.cases.views.documents import CaseDocument
from shared.documents.folding import folded, words_of

#: So many words of a question are looked at.
_MOST = 12


def words_in(case: CaseDocument) -> list[str]:
    """What the case is found by."""
    words = words_of(" ".join(filter(None, (case.case_number, case.subject, case.external_reference))))
    return sorted({*words, *map(folded, words)})


def words_asked(text: str) -> list[str]:
    """All of which a case must have; `words_of` has brought spellings such as i and y together already."""
    return list(dict.fromkeys(words_of(text)))[:_MOST]
