"""Every refusal as a problem document (RFC 9457), in the reader's language; and as OpenAPI lists it."""

from collections.abc import Iterable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse

from shared.auth.errors import Unauthenticated
from shared.errors import Findings, Language, Refusal
from shared.http.errors import BodyTooLarge, InputInvalid
from shared.http.invalid import describe, sent_in, truncated
from shared.http.language import language_of
from shared.telemetry import current_correlation

MEDIA_TYPE = "application/problem+json"
TYPE_PREFIX = "urn:tthc:problem:"
#: The most that one answer tells: faults of an input, bad rows of a table, characters of a text.
_MOST_FAULTS, _MOST_ROWS, _MOST_CHARACTERS = 100, 1_000, 2_000

_TITLES_VI = {
    400: "Yêu cầu không hợp lệ",
    401: "Cần đăng nhập",
    403: "Không có quyền",
    404: "Không tìm thấy",
    405: "Phương thức không được nhận",
    409: "Yêu cầu bị từ chối",
    412: "Dữ liệu đã thay đổi",
    413: "Nội dung quá lớn",
    415: "Loại nội dung không được nhận",
    422: "Dữ liệu chưa đúng",
    428: "Thiếu điều kiện",
    429: "Quá nhiều yêu cầu",
    500: "Lỗi hệ thống",
    503: "Tạm thời chưa phục vụ được",
    507: "Hết chỗ lưu trữ",
}


class FieldProblem(BaseModel):
    """One thing that is wrong with the input."""

    model_config = ConfigDict(populate_by_name=True)

    place: str = Field(
        alias="in", description="`body`, `query`, `path`, `header` or `file`", examples=["body"]
    )
    pointer: str | None = Field(
        None,
        description="JSON pointer (RFC 6901) into the body; of a file, `file:line:column`",
        examples=["/steps/0/time_limit"],
    )
    parameter: str | None = Field(None, description="name of the parameter in the path or the query")
    header: str | None = Field(None, description="name of the header")
    code: str = Field(description="what kind of fault it is", examples=["missing"])
    message: str = Field(description="for people, in their language")


class Problem(BaseModel):
    """Why a request wasn't carried out (RFC 9457)."""

    type: str = Field(description="the kind of problem", examples=["urn:tthc:problem:not-found"])
    title: str = Field(description="what the status means, in the reader's language")
    status: int = Field(description="the HTTP status")
    detail: str = Field(description="what is wrong and what to do, in the reader's language")
    instance: str = Field(description="the path that was asked for")
    code: str = Field(description="what programs may decide by; it never changes", examples=["not-found"])
    where: str | None = Field(None, description="the place of the fault, if it has one")
    correlation_id: str | None = Field(None, description="joins this answer with the log")
    errors: list[FieldProblem] | None = Field(
        None, description="every fault of the input, if that is the problem; of very many, the first"
    )


def problem_response(
    connection: HTTPConnection,
    refusal: Refusal,
    *,
    status: int | None = None,
    errors: Sequence[dict[str, Any]] | None = None,
    headers: dict[str, str] | None = None,
) -> JSONResponse:
    """The answer that tells `refusal`; `status` where it isn't the refusal's own."""
    status = status or refusal.status
    content = problem_of(connection, refusal, status)
    if errors is not None:
        content["errors"] = errors
    problem_headers = (
        {"Content-Language": language_of(connection).value, "Cache-Control": "no-store"}
        | _headers_of(refusal)
        | (headers or {})
    )
    return JSONResponse(content, status, problem_headers, MEDIA_TYPE)


def problem_of(connection: HTTPConnection, refusal: Refusal, status: int | None = None) -> dict[str, Any]:
    """The problem details of `refusal` in the reader's language: an answer's body, or a part of one."""
    language = language_of(connection)
    status = status or refusal.status
    content: dict[str, Any] = {
        "type": TYPE_PREFIX + refusal.code,
        "title": title_of(status, language),
        "status": status,
        "detail": truncated(refusal.message(language), _MOST_CHARACTERS),
        "instance": truncated(connection.url.path, _MOST_CHARACTERS),
        "code": refusal.code,
    }
    if refusal.where is not None:
        content["where"] = truncated(refusal.where, _MOST_CHARACTERS)
    if isinstance(refusal, Findings):
        content["errors"] = [
            {"in": "file", "pointer": one.where or "", "code": one.code, "message": one.message(language)}
            for one in refusal.found[:_MOST_ROWS]
        ]
    if (correlation_id := current_correlation()) is not None:
        content["correlation_id"] = correlation_id
    return content


def invalid_response(connection: HTTPConnection, faults: Sequence[Any], body: Any = None) -> JSONResponse:
    """The answer to input that pydantic refused, with each fault's place, in the reader's language.

    `body` is what was sent, as bytes or read; the places are told in it. Of very many, the first are told.
    """
    language, sent = language_of(connection), sent_in(body)
    errors = [describe(fault, language, sent) for fault in faults[:_MOST_FAULTS]]
    where = next((errors[0][name] for name in ("pointer", "parameter", "header") if name in errors[0]), None)
    return problem_response(connection, InputInvalid(count=len(faults), where=where), errors=errors)


def title_of(status: int, language: Language) -> str:
    """The status in words."""
    if language is Language.VI and status in _TITLES_VI:
        return _TITLES_VI[status]
    return HTTPStatus(status).phrase if status in {known.value for known in HTTPStatus} else str(status)


def refusals(*kinds: type[Refusal]) -> dict[int | str, dict[str, Any]]:
    """For a route's `responses=`, or its router's: the refusals that its caller must be ready for.

    Only the command's own, as its decision states them: those of the rule, the headers, the input and the
    store are added to the document by themselves.
    """
    by_status: dict[int | str, dict[str, Any]] = {}
    for kind in kinds:
        _add_refusal(by_status, kind.status, kind)
    return by_status


def merge_refusals(operation: dict[str, Any], kinds: Iterable[type[Refusal]]) -> None:
    """Add to an OpenAPI operation the refusals that it has by its rule and its input."""
    responses = operation.setdefault("responses", {})
    for kind in kinds:
        _add_refusal(responses, str(kind.status), kind)


def codes_in(operation: dict[str, Any]) -> dict[str, int]:
    """The codes by which an OpenAPI operation may refuse, and their statuses: its `x-refusals`.

    Not an enumeration in the schema: a later version may have more, on which generated clients mustn't break.
    """
    return {
        code: int(status)
        for status, answer in sorted(operation["responses"].items())
        for code in answer.get("content", {}).get(MEDIA_TYPE, {}).get("examples", ())
    }


def together(
    around: Mapping[int | str, dict[str, Any]], own: Mapping[int | str, dict[str, Any]]
) -> dict[int | str, dict[str, Any]]:
    """A router's refusals and a route's, where FastAPI would keep the route's alone for the same status."""
    whole: dict[int | str, dict[str, Any]] = {**around, **own}
    for status in around.keys() & own.keys():
        both = (around[status], own[status])
        if all(MEDIA_TYPE in answer.get("content", {}) for answer in both):
            examples = {**_examples(both[0]), **_examples(both[1])}
            whole[status] = {
                **own[status],
                "description": _lines(examples),
                "content": {MEDIA_TYPE: {**_content(), "examples": examples}},
            }
    return whole


def _examples(answer: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = answer["content"][MEDIA_TYPE]["examples"]
    return found


def _add_refusal(responses: dict[Any, dict[str, Any]], status: int | str, kind: type[Refusal]) -> None:
    response = responses.setdefault(status, {"description": "", "content": {MEDIA_TYPE: _content()}})
    examples = _examples(response)
    examples.setdefault(kind.code, {"summary": kind.vi, "description": kind.en, "value": _example(kind)})
    response["description"] = _lines(examples)


def _lines(examples: Mapping[str, Any]) -> str:
    return "  \n".join(f"`{code}`: {example['description']}" for code, example in examples.items())


def _content() -> dict[str, Any]:
    return {"schema": {"$ref": "#/components/schemas/Problem"}, "examples": {}}


def _example(kind: type[Refusal]) -> dict[str, Any]:
    return {
        "type": TYPE_PREFIX + kind.code,
        "title": title_of(kind.status, Language.VI),
        "status": kind.status,
        "detail": kind.vi,
        "instance": "/…",
        "code": kind.code,
    }


def _headers_of(refusal: Refusal) -> dict[str, str]:
    if isinstance(refusal, Unauthenticated):
        return {"WWW-Authenticate": refusal.challenge}
    if isinstance(refusal, BodyTooLarge):
        return {"Connection": "close"}  # the rest of the body is read for a while, and forgotten
    if "retry_after" in refusal.values:
        return {"Retry-After": str(refusal.values["retry_after"])}
    return {}
