"""Degrees of urgency as a reader says them."""

from services.catalog.domain.procedure.conditions import Urgency

_URGENCIES = {
    Urgency.NORMAL: ("thường", "normal"),
    Urgency.URGENT: ("khẩn", "urgent"),
    Urgency.VERY_URGENT: ("thượng khẩn", "very urgent"),
    Urgency.IMMEDIATE: ("hoả tốc", "immediate"),
}


def urgency_in_words(urgency: Urgency) -> dict[str, str]:
    """The degree in both languages, as `urgency_vi` and `urgency_en`."""
    vietnamese, english = _URGENCIES[urgency]
    return {"urgency_vi": vietnamese, "urgency_en": english}
