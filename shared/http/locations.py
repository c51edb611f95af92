"""Where to read what a command has made: the `Location` of a 201 (RFC 9110, section 15.3.2).

    @router.post("", status_code=201, responses={**created("/cases/{case_number}"), **refusals(…)})

The names in the address are those of the route's path and of the answer's fields. It is in the OpenAPI
document, as a header and as `x-location`, and is set on the answer by the route. A route that makes something
now and then answers 201 where its answer names that, and 200 else:

    @router.post("", responses={**created("/cases/{child_case}", CaseAnswer), **refusals(…)})
"""

from collections.abc import Mapping
from string import Formatter
from typing import Any
from urllib.parse import quote

_KEY = "x-location"


def created(address: str, now_and_then: type | None = None) -> dict[int | str, dict[str, Any]]:
    """For a route's `responses=`: it answers 201, with this address in `Location`.

    `now_and_then`: the answer's model, where it does so if the answer has all that the address names.
    """
    header = {"description": f"`{address}`", "schema": {"type": "string", "format": "uri-reference"}}
    made = {"description": "Successful Response", "headers": {"Location": header}, _KEY: address}
    return {201: made | ({"model": now_and_then} if now_and_then is not None else {})}


class Location:
    """The address that a route's 201 names; a route of another status answers 201 where there is one."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.names = frozenset(name for _, name, _, _ in Formatter().parse(address) if name)

    @classmethod
    def of(cls, responses: Mapping[int | str, Mapping[str, Any]], status: int | None) -> "Location | None":
        """What the route has stated by `created`."""
        made = responses.get(201, {})
        address = made.get(_KEY)
        return cls(address) if address and (status == 201 or "model" in made) else None

    def filled(self, root: str, path: Mapping[str, Any], answer: Any) -> bytes | None:
        """The header's value; `root` is the path that the application lies under. None: nothing was made."""
        values = {name: path[name] if name in path else _field(answer, name) for name in self.names}
        if None in values.values():
            return None
        parts = {name: quote(str(value), safe="") for name, value in values.items()}
        return (quote(root) + self.address.format_map(parts)).encode()


def _field(answer: Any, name: str) -> Any:
    return answer[name] if isinstance(answer, Mapping) else getattr(answer, name)
