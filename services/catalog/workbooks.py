"""Opens a workbook that somebody sent; refuses what would harm before it is unpacked.

A workbook is a ZIP of XML files: it may unfold to far more than it weighs, or name entities that grow or
reach out.
"""

import io
import struct
import zipfile
import zlib
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

import openpyxl
from defusedxml import DefusedXmlException
from defusedxml.sax import parseString
from openpyxl.workbook import Workbook

from services.catalog.errors.workbooks import WorkbookHarmful, WorkbookTooLarge, WorkbookUnreadable

LARGEST = 48 * 1024 * 1024  #: bytes, unfolded
HIGHEST_RATIO = 100  #: unfolded to folded, of a part over a megabyte
MOST_PARTS = 200
_SMALL = 1024 * 1024
#: What spreadsheets show where nothing could be worked out; in a CSV, and pasted, it is mere text.
_ERRORS = frozenset(
    [
        *("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"),
        *("#FIELD!", "#BLOCKED!", "#UNKNOWN!", "#CONNECT!", "#BUSY!", "#EXTERNAL!", "#PYTHON!"),
        *("#GETTING_DATA", "#ERROR!"),
    ]
)
#: What reading a damaged or encrypted ZIP raises.
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)


def open_workbook(file: bytes) -> Workbook:
    """The workbook. Raises the refusal that says why it can't be taken."""
    _check_parts(file)
    try:
        return openpyxl.load_workbook(io.BytesIO(file), read_only=True, keep_links=False)
    except Exception as error:  # the library raises whatever it stumbles over
        raise WorkbookUnreadable(where="body") from error


def is_error(text: str) -> bool:
    """Whether a cell's text is a spreadsheet's error: no value, however much it looks like one."""
    return text.strip().upper() in _ERRORS


def _check_parts(file: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(file)) as packed:
            parts = packed.infolist()
            _check_sizes(parts)
            for part in parts:
                if part.filename.endswith((".xml", ".rels", ".vml")):
                    _check_xml(packed.read(part))
    except _DAMAGED as error:
        raise WorkbookUnreadable(where="body") from error


def _check_sizes(parts: list[zipfile.ZipInfo]) -> None:
    steep = any(
        part.file_size > _SMALL and part.file_size > HIGHEST_RATIO * max(part.compress_size, 1)
        for part in parts
    )
    if steep or len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST:
        raise WorkbookTooLarge(where="body", most=LARGEST // (1024 * 1024))


def _check_xml(content: bytes) -> None:
    """No document type, so that there are no entities; and XML at all."""
    try:
        parseString(content, ContentHandler(), forbid_dtd=True)
    except DefusedXmlException as error:
        raise WorkbookHarmful(where="body") from error
    except (SAXException, ValueError) as error:
        raise WorkbookUnreadable(where="body") from error
