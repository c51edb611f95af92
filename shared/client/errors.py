"""What a client of the services is refused."""

from collections.abc import Mapping, Sequence
from typing import Any

import httpx

from shared.errors import Refusal

#: What an event that is on its way will change, or may: who has just issued or appointed asks too early.
_SOON = frozenset(
    {
        "procedure-not-known-yet",
        "official-not-known-yet",
        "calendar-not-known-yet",
        "procedure-unknown",
        "official-unknown",
    }
)
_TRY_AGAIN = frozenset({429, 502, 503, 504})


class ServiceRefused(Refusal):
    """What a service answered instead of doing it, in the reader's language."""

    code = "service-refused"
    vi = "{detail}"
    en = "{detail}"

    @property
    def problem(self) -> str:
        """The service's own code of the problem."""
        return str(self.values["problem"])

    @property
    def findings(self) -> Sequence[Mapping[str, str]]:
        """Everything that was wrong with a file that was sent; none where that wasn't the problem."""
        found: Sequence[Mapping[str, str]] = self.values.get("findings") or ()  # type: ignore[assignment]
        return found

    @property
    def may_pass(self) -> bool:
        """Whether the same again may succeed: something is on its way, or not there for the moment."""
        return self.problem in _SOON or self.values["answered"] in _TRY_AGAIN

    @property
    def retry_after(self) -> float | None:
        """After how many seconds the service said to ask again, if it did."""
        stated = str(self.values.get("retry_after") or "")
        return float(stated) if stated.isascii() and stated.isdigit() else None


class ServiceUnreachable(Refusal):
    code = "service-unreachable"
    status = 503
    vi = "Không kết nối được dịch vụ {service} tại {url} trong {seconds} giây: {reason}."
    en = "The service {service} at {url} could not be reached for {seconds} seconds: {reason}."


class ServicesNotRunning(Refusal):
    code = "services-not-running"
    status = 503
    vi = "Dịch vụ tại {url} không trả lời; hãy khởi động bằng “tthc up”, hoặc chỉ địa chỉ bằng --url."
    en = "The service at {url} doesn't answer; start the services with `tthc up`, or name them with --url."


class IssuerRefused(Refusal):
    code = "issuer-refused"
    status = 401
    vi = "Nơi cấp mã truy cập {issuer} không cấp mã cho {client}: {reason}."
    en = "The issuer {issuer} gives {client} no token: {reason}."


def refusal_of(
    service: str,
    problem: Mapping[str, Any],
    *,
    where: str | None = None,
    retry_after: str | None = None,
) -> ServiceRefused:
    """The refusal that a service's problem details tell."""
    return ServiceRefused(
        where=where,
        service=service,
        detail=problem.get("detail") or problem.get("title"),
        problem=problem.get("code", problem.get("status")),
        answered=problem.get("status"),
        retry_after=retry_after,
        place=problem.get("where"),
        findings=[one for one in problem.get("errors") or () if one.get("in") == "file"],
    )


def problem_of(answer: httpx.Response) -> dict[str, Any]:
    """The problem details; made up from the status where something else than a service answered."""
    try:
        problem = answer.json()
    except ValueError:
        problem = None
    known = problem if isinstance(problem, dict) else {}
    known.setdefault("detail", f"HTTP {answer.status_code} {answer.reason_phrase}")
    known["status"] = answer.status_code
    if errors := known.get("errors"):
        told = "; ".join(f"{_place(one)}: {one['message']}" for one in errors)
        known["detail"] = told if known.get("code") == "input-invalid" else f"{known['detail']} {told}"
    return known


def _place(fault: Mapping[str, Any]) -> str:
    """Where in the input it is: a pointer into the body, or a name."""
    names = ("pointer", "parameter", "header")
    return next((str(fault[name]) for name in names if name in fault), "")
