"""Parts of events in commands: what is told leniently is taken strictly.

An event's parts say what stands in them and no more: whoever reads them passes over what they don't know.
A command takes the same parts, but without a field that they don't have, and each within its limits:

    legal_basis: tuple[Annotated[LegalBasis, Strictly(document=Name, title=Name)], ...]
"""

import dataclasses
from functools import partial
from typing import Any, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, create_model
from pydantic_core import CoreSchema, core_schema


class Strictly:
    """Marks a part in a command, `Annotated[P, Strictly(field=Type)]`: it is read as a form, and is a P.

    The fields that are named have these types there, the others those of the part.
    """

    def __init__(self, **within: Any) -> None:
        self._within = within
        self._forms: dict[type, type[BaseModel]] = {}

    def __get_pydantic_core_schema__(self, part: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(partial(_made, part), handler(self.form_of(part)))

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
        return {one.name: (hints[one.name], _default_of(one)) for one in dataclasses.fields(part)}


def _default_of(field: "dataclasses.Field[Any]") -> Any:
    if field.default_factory is not dataclasses.MISSING:
        return Field(default_factory=field.default_factory)
    return ... if field.default is dataclasses.MISSING else field.default


def _made(part: Any, form: BaseModel) -> Any:
    return part(**{name: getattr(form, name) for name in type(form).model_fields})
