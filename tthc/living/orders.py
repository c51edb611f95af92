"""What a deed's words mean: the commands that its person would have sent to the cases service."""

import re
from collections.abc import Callable, Mapping
from typing import Any

Order = dict[str, Any]

_PASS = re.compile(r"(?P<step>\S+) to (?P<to>.+)")
_RETURN = re.compile(r"(?P<step>\S+) to (?P<to>[^:]+): (?P<reason>.+)")


class WordsUnknown(ValueError):
    """Words that no command stands behind."""


def orders_of(words: str) -> list[Order]:
    """The commands behind the words, without who gave them and when; none for `open`."""
    verb, _, rest = words.partition(" ")
    made = _VERBS.get(verb.removesuffix(":"))
    if made is None:
        raise WordsUnknown(words)
    return made(rest)


def _pass(rest: str) -> list[Order]:
    found = _parted(_PASS, rest)
    to = [_target(one) for one in found["to"].split(", ")]
    return [
        {"command": "CompleteStep", "step": found["step"]},
        {"command": "HandOff", "step": found["step"], "to": to},
    ]


def _return(rest: str) -> list[Order]:
    found = _parted(_RETURN, rest)
    to = _target(found["to"])
    return [{"command": "ReturnStep", "step": found["step"], "to": to, "reason": found["reason"]}]


def _parted(form: re.Pattern[str], rest: str) -> Mapping[str, str]:
    found = form.fullmatch(rest)
    if found is None:
        raise WordsUnknown(rest)
    return found.groupdict()


def _target(text: str) -> dict[str, str]:
    step, _, official = text.partition(" ")
    return {"step": step, "official": official} if official else {"step": step}


_VERBS: Mapping[str, Callable[[str], list[Order]]] = {
    "open": lambda _: [],
    "receive": lambda step: [{"command": "ReceiveStep", "step": step}],
    "pass": _pass,
    "return": _return,
    "suspend": lambda reason: [{"command": "SuspendCase", "reason": reason}],
    "resume": lambda _: [{"command": "ResumeCase"}],
    "finish": lambda step: [{"command": "CompleteStep", "step": step}, {"command": "CompleteCase"}],
}
