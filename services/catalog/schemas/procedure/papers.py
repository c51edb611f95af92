"""What a procedure rests on and works with, as it is written over HTTP."""

from datetime import date
from typing import Annotated

from pydantic import Field

from services.catalog.domain.procedure.papers import DossierComponent, LegalBasis, Template
from services.catalog.schemas.orders import Form, Name


class LegalBasisForm(Form):
    """A document that the procedure rests on."""

    document: Annotated[Name, Field(description="Number and notation: `Điều 46 Nghị định 138/2020/NĐ-CP`.")]
    title: Name = ""
    valid_from: date | None = None
    valid_until: date | None = Field(None, description="The last day. Without it: still in force.")

    def value(self) -> LegalBasis:
        """The same for the domain."""
        return LegalBasis(**self.model_dump())


class DossierComponentForm(Form):
    """A paper that a case's dossier needs."""

    name: Name
    copies: Annotated[int, Field(ge=1, le=99)] = 1
    original: bool = Field(True, description="Otherwise a copy will do.")
    required: bool = Field(True, description='Otherwise "where there is one".')
    template: str = Field("", max_length=80, description="Code of a template; empty: free form.")

    def value(self) -> DossierComponent:
        """The same for the domain."""
        return DossierComponent(**self.model_dump())


class TemplateForm(Form):
    """A form to be filled in; its content lies elsewhere."""

    code: str = Field(max_length=80, description="Unique in the procedure.")
    name: Name
    address: str = Field("", max_length=500, description="Where it can be had: `https://…`.")
    sha256: str = Field("", max_length=64, description="Of its content, in lower-case hexadecimal.")

    def value(self) -> Template:
        """The same for the domain."""
        return Template(**self.model_dump())
