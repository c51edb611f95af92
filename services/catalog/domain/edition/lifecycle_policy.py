"""What the province has settled about the life of editions; the settings say it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LifecyclePolicy:
    """Who comments on drafts, and how long things may take. Days are calendar days."""

    reviewing_agency: str = "SNV"
    comment_days: int = 10
    comment_reminder_days: int = 2
    acknowledgement_days: int = 5
    acknowledgement_reminders: int = 3
    review_months: int = 12
    review_announced_days: int = 30

    @classmethod
    def of(cls, settings: object) -> "LifecyclePolicy":
        """As the settings have it, under the same names."""
        return cls(**{name: getattr(settings, name) for name in cls.__dataclass_fields__})
