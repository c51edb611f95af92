"""What a deed's words mean: the commands that its person would have sent to the cases service."""

import re
from collections.abc import Callable, Mapping
from typing import Any

Order = dict[str, Any]

_PASS = re.compile(r"(?P<step>\S+) to (?P<to>.+)")
_RETURN = re.compile(r"(?P<step>\S+) to (?P<to>[^:]+): (?P<reason>.+)")
_ASK = re.compile(r"(?P<step>\S+)( of (?P<agency>\S+))? (?P<hours>\d+)h: (?P<question>.+)")
_TAKE = re.compile(r"(?P<coordination>\d+) by (?P<procedure>\S+)")
_ANSWER = re.compile(r"(?P<coordination>\d+) (?P<kind>\w+): (?P<text>.+)")
_DECLINE = re.compile(r"(?P<coordination>\d+) (?P<belongs_to>\S+): (?P<reason>.+)")


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


def _ask(rest: str) -> list[Order]:
    found = {name: said for name, said in _parted(_ASK, rest).items() if said is not None}
    limit = {"duration": f"PT{found.pop('hours')}H", "counting": "working_hours"}
    return [{"command": "RequestCoordination", **found, "time_limit": limit}]


def _take(rest: str) -> list[Order]:
    return [{**_about("ReceiveCoordination", _TAKE, rest), "opens_case": True}]


def _about(command: str, form: re.Pattern[str], rest: str) -> Order:
    """A command on a coordination, which is named by its number in the case."""
    found = _parted(form, rest)
    return {"command": command, **found, "coordination": int(found["coordination"])}


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
    "complete": lambda step: [{"command": "CompleteStep", "step": step}],
    "ask": _ask,
    "take": _take,
    "answer": lambda rest: [_about("AnswerCoordination", _ANSWER, rest)],
    "decline": lambda rest: [_about("DeclineCoordination", _DECLINE, rest)],
    "accept": lambda number: [{"command": "AcceptAnswer", "coordination": int(number)}],
    "suspend": lambda reason: [{"command": "SuspendCase", "reason": reason}],
    "resume": lambda _: [{"command": "ResumeCase"}],
    "finish": lambda step: [{"command": "CompleteStep", "step": step}, {"command": "CompleteCase"}],
}
