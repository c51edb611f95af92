"""What the catalog tells on other topics than its own, under which keys; all else is told as it is kept."""

from collections.abc import Callable
from typing import Any

from shared.contracts.catalog import current
from shared.contracts.declaring import declaration_of
from shared.contracts.publication import Origin, Publication, Translations, Translator


def _under(key_of: Callable[[Any], str]) -> Translator:
    """Told as it is kept, on a compacted topic under this key: what is newest under it stays."""

    def translate(event: Any, _origin: Origin) -> Publication:
        declared = declaration_of(type(event))
        assert declared is not None
        assert declared.at is not None
        return Publication(event, getattr(event, declared.at), topic=declared.topic, key=key_of(event))

    return translate


_OF_PROCEDURES = _under(lambda event: f"{event.agency}/{event.procedure}")

TRANSLATIONS: Translations = {
    current.CurrentProcedureChanged: _OF_PROCEDURES,
    current.CurrentProcedureEnded: _OF_PROCEDURES,
    current.CurrentAgencyChanged: _under(lambda event: str(event.agency)),
}
