"""The language of an answer, by `Accept-Language` (RFC 9110, section 12.5.4): Vietnamese, or English."""

import re

from starlette.requests import HTTPConnection

from shared.errors import Language

#: A weight (RFC 9110, section 12.4.2). `float` reads more than that: `nan`, `1e400`, digits of other scripts.
_WEIGHT = re.compile(r"0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?")


def language_of(connection: HTTPConnection) -> Language:
    """The language that the reader prefers, of those we have."""
    return preferred_language(connection.headers.get("accept-language", ""))


def preferred_language(accepted: str) -> Language:
    """English if it is accepted with a higher weight than Vietnamese; a wildcard stands for Vietnamese."""
    weights = {Language.VI.value: 0.0, Language.EN.value: 0.0}
    for entry in accepted[:500].split(","):
        tag, _, parameters = entry.partition(";")
        name = tag.strip().lower().partition("-")[0]
        name = Language.VI.value if name == "*" else name
        if name in weights:
            weights[name] = max(weights[name], weight_of(parameters))
    return Language.EN if weights[Language.EN.value] > weights[Language.VI.value] else Language.VI


def weight_of(parameters: str) -> float:
    """What is accepted with these parameters weighs so much: 1 without a weight, 0 with one that is none."""
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            return float(value) if _WEIGHT.fullmatch(value := value.strip()) else 0.0
    return 1.0
