"""What the codes of some agencies stand for: divisions, officials, procedures, steps."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shared.client.services import Services
from shared.client.tokens import AUDITOR
from shared.contracts.topics import Service
from shared.errors import Language, Text


@dataclass(frozen=True, slots=True)
class Names:
    """The names of agencies; a code that has none is its own."""

    agencies: Mapping[str, Text]

    @classmethod
    async def ask(cls, services: Services) -> "Names":
        """Of all agencies, as the catalog calls them now."""
        found = await services.get(Service.CATALOG, "/agencies", as_=AUDITOR)
        return cls({one["agency"]: Text(one["name_vi"], one["name_en"] or one["name_vi"]) for one in found})

    def agency(self, code: str, language: Language) -> str:
        """What an agency is called."""
        named = self.agencies.get(code)
        return named.told(language) if named is not None else code

    def several(self, codes: Iterable[str], language: Language) -> str:
        """What they are called, one after the other."""
        return ", ".join(self.agency(code, language) for code in codes)
