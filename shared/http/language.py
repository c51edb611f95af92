"""The language of an answer, by `Accept-Language` (RFC 9110, section 12.5.4): Vietnamese, or English."""

from starlette.requests import HTTPConnection

from shared.errors import Language


def language_of(connection: HTTPConnection) -> Language:
    """The language that the reader prefers, of those we have."""
    return preferred_language(connection.headers.get("accept-language", ""))


def preferred_language(accepted: str) -> Language:
    """English if it is accepted with a higher weight than Vietnamese; a wildcard stands for Vietnamese."""
    weights = {Language.VI.value: 0.0, Language.EN.value: 0.0}
    for entry in accepted[:500].split(","):
        tag, _, parameter = entry.partition(";")
        name = tag.strip().lower().partition("-")[0]
        name = Language.VI.value if name == "*" else name
        if name in weights:
            weights[name] = max(weights[name], _weight(parameter))
    return Language.EN if weights[Language.EN.value] > weights[Language.VI.value] else Language.VI


def _weight(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return min(max(float(value), 0.0), 1.0)
    except ValueError:
        return 0.0
