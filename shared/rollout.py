"""From which day on an agency handles its procedures under the scheme, and so in the system."""

from datetime import date


def lives_from(live_from: date | None, wave: int | None, valid_from: date | None) -> date | None:
    """The first day; None: no decision has stated it yet.

    An agency of a rollout wave lives from the day that a decision states (`live_from`): the wave is a plan.
    One that no wave is planned for waits for nothing, and lives from its first day (`valid_from`).
    """
    if live_from is not None or wave is not None:
        return live_from
    return valid_from
