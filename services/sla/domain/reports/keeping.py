"""REPORT_CONTENT: a text or a file as it is kept for ever, under its digest, in parts that an event holds."""

import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from services.sla.domain.reports.comparing import ReportDocument
from shared.contracts.declaring import event
from shared.decider import Act, Decider, command

#: Bytes of a part before they are written in Base64: an event holds 64 KiB.
PART_BYTES = 40 * 1024


@command
class KeepPart:
    """Keep one of the parts of a content; nothing where it is there."""

    number: int
    text: str


@event()
class ContentPartKept:
    """A part of a content, the first of number 0: what the digest names, deflated, in Base64."""

    number: int
    text: str


@dataclass(slots=True)
class KeptContent:
    """How much of it there is."""

    parts: int = 0


#: Key: the SHA-256 of the content, in hexadecimal.
REPORT_CONTENT = Decider[KeptContent]("reportcontent", KeptContent)


@REPORT_CONTENT.decides(KeepPart)
def keep(content: KeptContent, command: KeepPart, _act: Act) -> ContentPartKept | None:
    """In their order."""
    if command.number != content.parts:
        return None
    return ContentPartKept(number=command.number, text=command.text)


@REPORT_CONTENT.evolves(ContentPartKept)
def part_kept(content: KeptContent, event: ContentPartKept) -> None:
    """One more."""
    content.parts = event.number + 1


def digest_of(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return sha256(content).hexdigest()


def parts_of(content: bytes) -> Sequence[KeepPart]:
    """The commands that keep it, at least one."""
    deflated = zlib.compress(content, 9)
    pieces = range(0, max(len(deflated), 1), PART_BYTES)
    texts = (b64encode(deflated[at : at + PART_BYTES]).decode() for at in pieces)
    return [KeepPart(number=number, text=text) for number, text in enumerate(texts)]


def content_of(parts: Iterable[ContentPartKept]) -> bytes:
    """What `parts_of` took to pieces."""
    return zlib.decompress(b"".join(b64decode(one.text) for one in parts))


def letters(document: ReportDocument) -> bytes:
    """The document as JSON: the same document is the same bytes."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.encode()


def document_of(content: bytes) -> dict[str, Any]:
    """What `letters` wrote."""
    found: dict[str, Any] = json.loads(content)
    return found
