"""The check of a record's value: a JSON object that every reader reads alike."""

import json
from typing import Any, NoReturn

import msgspec

from shared.contracts.malformed import MalformedReason, MalformedRecord
from shared.contracts.topics import MAX_MESSAGE_BYTES

MAX_DEPTH = 64  #: objects and arrays inside one another

_decoder = msgspec.json.Decoder(dict[str, Any])


def check_payload(value: bytes) -> dict[str, Any]:
    """The JSON object that the value is; MalformedRecord where it is none, too large or too deep."""
    if len(value) > MAX_MESSAGE_BYTES:
        size = f"{len(value)} > {MAX_MESSAGE_BYTES} bytes"
        raise MalformedRecord(reason=MalformedReason.TOO_LARGE, where="value", detail=size)
    try:
        decoded = _decoder.decode(value)
    except RecursionError:
        _too_deep()
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        _refuse(value, str(error))
    # Counting brackets is far cheaper than walking, and few events have so many.
    if value.count(b"{") + value.count(b"[") > MAX_DEPTH and _is_too_deep(decoded):
        _too_deep()
    return decoded


def _too_deep() -> NoReturn:
    raise MalformedRecord(reason=MalformedReason.TOO_DEEP, detail=f"> {MAX_DEPTH}")


def _is_too_deep(decoded: Any) -> bool:
    level = [decoded]
    for _ in range(MAX_DEPTH):
        children = (child for node in level for child in (node.values() if isinstance(node, dict) else node))
        level = [child for child in children if isinstance(child, dict | list)]
    return bool(level)


class _NoJsonNumber(Exception):
    """NaN or an infinity, which Python's reader takes and JSON doesn't have."""


def _no_json_number(name: str) -> NoReturn:
    raise _NoJsonNumber(name)


def _refuse(value: bytes, detail: str) -> NoReturn:
    """Say why, by a second and slower look: the fast decoder tells only that it is wrong."""
    raise MalformedRecord(reason=_reason(value), detail=detail[:200])


def _reason(value: bytes) -> MalformedReason:
    try:
        decoded = json.loads(
            value.decode(), parse_constant=_no_json_number, parse_int=lambda _: 0, parse_float=lambda _: 0.0
        )
        json.dumps(decoded, ensure_ascii=False).encode()
    except UnicodeDecodeError:
        return MalformedReason.NOT_UTF8
    except UnicodeEncodeError:
        return MalformedReason.LONE_SURROGATE
    except _NoJsonNumber:
        return MalformedReason.NOT_A_NUMBER
    except RecursionError:
        return MalformedReason.TOO_DEEP
    except ValueError:
        return MalformedReason.NOT_JSON
    return MalformedReason.NOT_A_NUMBER if isinstance(decoded, dict) else MalformedReason.NOT_JSON
