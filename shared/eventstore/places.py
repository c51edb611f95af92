"""Where a reader must stand for a position to be saved: no two members of a group go on from one place."""

from eventsourcing.persistence import IntegrityError

from shared.eventstore.records import Position


def require_position(position: Position, place: int) -> None:
    """Refuse a position that doesn't follow the place where its reader stands. Raises `IntegrityError`."""
    if not position.may_follow(place):
        raise IntegrityError(f"{position.reader} stands at {place}, not at {position.after}")
