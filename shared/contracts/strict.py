"""Parts of events in commands: what is told leniently is taken strictly.

An event's parts say what stands in them and no more: whoever reads them passes over what they don't know.
A command takes the same parts, but without a field that they don't have, and each within its limits:

    legal_basis: tuple[Annotated[LegalBasis, Strictly(document=Name, title=Name)], ...]
"""

import dataclasses
from collections.abc import Callable
from functools import partial
from typing import Any, get_type_hints

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, create_model
from pydantic_core import CoreSchema, core_schema


class ReadAs:
    """Marks what comes in a form of its own: `Annotated[P, ReadAs(Form, make)]` is read as a Form.

    The command has the P that `make` makes of it; a ValueError of it is a fault at that place.
    """

    def __init__(self, form: type, made: Callable[[Any], Any]) -> None:
        self._form, self._made = form, made

    def __get_pydantic_core_schema__(self, part: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return _read_as(handler, self._form, self._made, part)


def _read_as(handler: GetCoreSchemaHandler, form: type, made: Callable[[Any], Any], part: type) -> CoreSchema:
    """A part that comes in a form, and is made of it, is written as the part that it is."""
    written = core_schema.plain_serializer_function_ser_schema(
        _itself, return_schema=handler.generate_schema(part)
    )
    return core_schema.no_info_after_validator_function(made, handler(form), serialization=written)


def _itself(part: Any) -> Any:
    return part


class Strictly:
    """Marks a part in a command, `Annotated[P, Strictly(field=Type)]`: it is read as a form, and is a P.

    The fields that are named have these types there, the others those of the part. One that may be left out
    though the part always has it says so: `Annotated[str, described("…", default="")]`.
    """

    def __init__(self, **within: Any) -> None:
        self._within = within
        self._forms: dict[type, type[BaseModel]] = {}

    def __get_pydantic_core_schema__(self, part: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return _read_as(handler, self.form_of(part), partial(_made, part), part)

    def form_of(self, part: type) -> type[BaseModel]:
        """The form in which a part is read: always the same class, so that API documents name it once."""
        if part not in self._forms:
            config = ConfigDict(extra="forbid")
            made: type[BaseModel] = create_model(
                f"{part.__name__}Form", __config__=config, __doc__=part.__doc__, **self._fields_of(part)
            )
            self._forms[part] = made
        return self._forms[part]

    def _fields_of(self, part: Any) -> dict[str, Any]:
        hints = get_type_hints(part, include_extras=True) | self._within
        return {one.name: _typed(hints[one.name], one.default) for one in dataclasses.fields(part)}


def _typed(hint: Any, default: Any) -> Any:
    return hint if default is dataclasses.MISSING else (hint, default)


def _made(part: Any, form: BaseModel) -> Any:
    return part(**{name: getattr(form, name) for name in type(form).model_fields})
