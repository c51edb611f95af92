"""Options that belong together, as one dataclass: `def command(log: LogForm)` has all of its options."""

from collections.abc import Callable, Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import Any, get_type_hints


def with_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the fields of each parameter that is a dataclass as options, in that parameter's place.

    The fields are annotated as the parameters of a command are.
    """
    own = signature(command, eval_str=True).parameters
    groups: dict[str, Any] = {
        name: one.annotation for name, one in own.items() if is_dataclass(one.annotation)
    }

    @wraps(command)
    def run(**given: Any) -> None:
        for name, group in groups.items():
            given[name] = group(**{field.name: given.pop(field.name) for field in fields(group)})
        command(**given)

    parameters = [option for one in own.values() for option in _options(one, groups.get(one.name))]
    run.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in parameters}
    return run


def _options(parameter: Parameter, group: Any) -> Iterator[Parameter]:
    if group is None:
        yield parameter.replace(kind=Parameter.KEYWORD_ONLY)
        return
    annotations = get_type_hints(group, include_extras=True)
    for field in fields(group):
        yield Parameter(
            field.name, Parameter.KEYWORD_ONLY, default=_default(field), annotation=annotations[field.name]
        )


def _default(field: "Field[Any]") -> Any:
    return Parameter.empty if field.default is MISSING else field.default
