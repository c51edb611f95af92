"""What a code and a text must look like, wherever they stand in the catalog.

Codes go into stream names, addresses and file names, so they are plain ASCII.
"""

import re
import unicodedata
from typing import Annotated

from services.catalog.errors.procedure.texts import (
    MalformedAgencyCode,
    MalformedCode,
    MalformedEdxmlCode,
    MalformedOfficial,
    UnusableText,
)
from shared.contracts.vocabulary import described
from shared.kernel import legible

#: Decision 20/2020/QĐ-TTg: at most 35 of A–Z, 0–9 and dots.
_AGENCY = re.compile(r"(?=.{1,35}\Z)[A-Z0-9]+(\.[A-Z0-9]+)*")
#: QCVN 102:2016/BTTTT: V1V2V3.Z1Z2.Y1Y2.MX, X being two digits or more.
_EDXML = re.compile(r"[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[A-Z][0-9]{2,3}")
_CODE = re.compile(r"(?=.{1,40}\Z)[A-Za-z0-9]+([._-][A-Za-z0-9]+)*")
_OFFICIAL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+@-]{0,79}")

_JOINTS = str.maketrans("._", "--")

LONGEST_NAME = 500  #: characters
LONGEST_CONTENT = 4000  #: characters

#: A name in a command, and lines of text; what they must be besides, the decision says.
Name = Annotated[str, described("One line.", max_length=LONGEST_NAME)]
Content = Annotated[str, described("Lines of text.", max_length=LONGEST_CONTENT)]

#: How each check may refuse.
CODED = (MalformedCode,)
CODED_AGENCY = (MalformedAgencyCode,)
CODED_EDXML = (MalformedEdxmlCode,)
CODED_OFFICIAL = (MalformedOfficial,)
WORDED = (UnusableText,)

_UNUSABLE = {"Cc", "Cs"}  #: control characters; lone surrogates, which UTF-8 cannot write
_LINE_MARKS = {"\n", "\t"}


def check_agency_code(code: str, where: str) -> None:
    if not _AGENCY.fullmatch(code):
        raise MalformedAgencyCode(where=where, given=code)


def check_code(code: str, where: str) -> None:
    """The code of a division, a procedure, a stage or a step."""
    if not _CODE.fullmatch(code):
        raise MalformedCode(where=where, given=code)


def alike(one: str, other: str) -> bool:
    """Whether two codes differ only in case or in what joins their parts: people would mix them up."""
    return _skeleton(one) == _skeleton(other)


def _skeleton(code: str) -> str:
    return code.translate(_JOINTS).lower()


def check_official(official: str, where: str) -> None:
    if not _OFFICIAL.fullmatch(official):
        raise MalformedOfficial(where=where, given=official)


def check_name(name: str, where: str, *, may_be_empty: bool = False) -> None:
    """One line, not blank unless it may be, of at most `LONGEST_NAME` characters."""
    blank = not legible(name) and not may_be_empty
    if blank or len(name) > LONGEST_NAME or any(unicodedata.category(mark) in _UNUSABLE for mark in name):
        raise UnusableText(where=where, longest=LONGEST_NAME)


def check_content(content: str, where: str) -> None:
    """Lines of text, possibly none yet, of at most `LONGEST_CONTENT` characters."""
    unusable = any(unicodedata.category(mark) in _UNUSABLE and mark not in _LINE_MARKS for mark in content)
    if unusable or len(content) > LONGEST_CONTENT:
        raise UnusableText(where=where, longest=LONGEST_CONTENT)


def check_edxml_code(code: str, where: str) -> None:
    """QCVN 102:2016/BTTTT: from the smallest unit to the largest, as in `000.00.00.H49`."""
    if not _EDXML.fullmatch(code):
        raise MalformedEdxmlCode(where=where, given=code)


def tidy(text: str) -> str:
    """The text as tables have it: composed (NFC), and without blanks around it."""
    return unicodedata.normalize("NFC", text).strip()
