"""A result as it is kept for ever: its JSON, letter for letter, small enough for an event."""

import json
import zlib
from base64 import b64decode, b64encode
from dataclasses import asdict
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from shared.contracts.evaluation import EvaluationLine, EvaluationResult, ExplainedMark, Leadership


def letters(result: EvaluationResult) -> str:
    """The result as JSON: the same result is the same text."""
    return json.dumps(asdict(result), ensure_ascii=False, separators=(",", ":"), default=_instant)


def digest_of(result: EvaluationResult) -> str:
    """SHA-256 of its letters, in hexadecimal."""
    return sha256(letters(result).encode()).hexdigest()


def kept(result: EvaluationResult) -> str:
    """Its letters, deflated, in Base64."""
    return b64encode(zlib.compress(letters(result).encode(), 9)).decode()


def opened(text: str) -> EvaluationResult:
    """What `kept` wrote."""
    document: dict[str, Any] = json.loads(zlib.decompress(b64decode(text)))
    leadership = document["leadership"]
    lines = tuple(_line(one) for one in document["lines"])
    led = None if leadership is None else Leadership(**leadership)
    return EvaluationResult(**{**document, "lines": lines, "leadership": led})


def _line(document: dict[str, Any]) -> EvaluationLine:
    return EvaluationLine(**{**document, "explain": tuple(_mark(one) for one in document["explain"])})


def _mark(document: dict[str, Any]) -> ExplainedMark:
    at = document["at"]
    read = None if at is None else datetime.fromisoformat(at)
    return ExplainedMark(**{**document, "at": read, "events": tuple(document["events"])})


def _instant(value: datetime) -> str:
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
