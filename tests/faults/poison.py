"""Records that are no events, made from good ones: each kind with the reason that its dead letter gives."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from shared.contracts.malformed import MalformedReason

Headers = list[tuple[str, bytes | None]]


@dataclass(frozen=True, slots=True)
class Raw:
    """A record as it is sent."""

    key: bytes | None
    value: bytes | None
    headers: Headers


def _with(raw: Raw, name: str, value: bytes | None) -> Raw:
    return Raw(raw.key, raw.value, [(n, v) for n, v in raw.headers if n != name] + [(name, value)])


def _valued(raw: Raw, value: bytes | None) -> Raw:
    return Raw(raw.key, value, raw.headers)


def _without_attributes(raw: Raw) -> Raw:
    return Raw(raw.key, raw.value, [(n, v) for n, v in raw.headers if not n.startswith("ce_")])


#: Kind of poison: how it is made, why it is refused, and how often it is among the others.
KINDS: dict[str, tuple[Callable[[Raw], Raw], MalformedReason, int]] = {
    "null value": (lambda raw: _valued(raw, None), MalformedReason.NULL_VALUE, 10),
    "null header": (lambda raw: _with(raw, "ce_subject", None), MalformedReason.NULL_HEADER, 10),
    "header not UTF-8": (lambda raw: _with(raw, "ce_subject", b"\xff\xfe"), MalformedReason.NOT_UTF8, 10),
    "no ce_*": (_without_attributes, MalformedReason.MISSING_ATTRIBUTE, 10),
    "sequence -1": (lambda raw: _with(raw, "ce_sequence", b"-1"), MalformedReason.BAD_SEQUENCE, 10),
    "sequence 9e18": (
        lambda raw: _with(raw, "ce_sequence", b"09000000000000000000"),
        MalformedReason.BAD_SEQUENCE,
        10,
    ),
    "wrong source": (
        lambda raw: _with(raw, "ce_source", b"https://evil.example/cases/1"),
        MalformedReason.WRONG_SOURCE,
        10,
    ),
    "300 KiB": (lambda raw: _valued(raw, b'{"a":"' + b"x" * 307_200 + b'"}'), MalformedReason.TOO_LARGE, 1),
    "deep JSON": (
        lambda raw: _valued(raw, b'{"a":' + b"[" * 20_000 + b"]" * 20_000 + b"}"),
        MalformedReason.TOO_DEEP,
        2,
    ),
    "NaN": (lambda raw: _valued(raw, b'{"a":NaN}'), MalformedReason.NOT_A_NUMBER, 10),
    "lone surrogate": (lambda raw: _valued(raw, b'{"a":"\\ud800"}'), MalformedReason.LONE_SURROGATE, 10),
    "long key": (lambda raw: Raw(b"k" * 100_000, raw.value, raw.headers), MalformedReason.BAD_ATTRIBUTE, 1),
    "many headers": (
        lambda raw: Raw(raw.key, raw.value, [(f"x{n}", b"\x00" * 1_000) for n in range(60)]),
        MalformedReason.MISSING_ATTRIBUTE,
        1,
    ),
}


def kinds(chance: random.Random, count: int) -> list[str]:
    """So many kinds in an order by chance; each of them is among them."""
    chosen = chance.choices(list(KINDS), [weight for *_, weight in KINDS.values()], k=count - len(KINDS))
    return chance.sample([*KINDS, *chosen], count)
