"""The rooms whose tests are put to the question, and the suite of each."""

from collections.abc import Iterator
from pathlib import Path

ROOMS = ("domain", "views", "consumers")
SERVICES = ("catalog", "cases", "notify", "sla")
_INTEGRATION = Path("tests/integration/services")
#: What asks a service's views and consumers from outside.
_FROM_OUTSIDE: dict[str, tuple[str, ...]] = {
    "cases": ("cases/test_read_model.py", "cases/test_rights.py", "cases", "test_hosting.py"),
    "catalog": (
        "test_catalog.py",
        "test_catalog_procedures.py",
        "test_reading.py",
        "test_catalogue_life.py",
        "test_organisation.py",
        "test_catalog_simplification.py",
    ),
    "notify": ("test_notify.py",),
    "sla": ("test_sla_clocks.py", "test_sla_calendars.py"),
}
#: Unit tests of these rooms are few: what asks from outside ends sooner.
_OUTSIDE_FIRST = frozenset({("cases", "views"), ("cases", "consumers"), ("sla", "consumers")})


def files_of(root: Path, service: str, room: str) -> list[Path]:
    """The files of a room: a module, or all of a package's; relative to the repository."""
    place = root / "services" / service / room
    found = [place.with_suffix(".py"), *place.rglob("*.py")]
    return sorted(path.relative_to(root) for path in found if path.is_file() and path.name != "__init__.py")


def rooms_in(root: Path) -> Iterator[tuple[str, str, list[Path]]]:
    """Service, room and files of each room that there is."""
    for service in SERVICES:
        for room in ROOMS:
            if files := files_of(root, service, room):
                yield service, room, files


def suite_of(path: Path) -> tuple[str, ...]:
    """The tests of the room that a file is in, those that tell soonest first."""
    _, service, room, *_ = path.with_suffix("").parts
    unit = (f"tests/unit/{service}",)
    if room == "domain":
        return unit
    outside = tuple(str(_INTEGRATION / name) for name in _FROM_OUTSIDE[service])
    return (*outside, *unit) if (service, room) in _OUTSIDE_FIRST else (*unit, *outside)
