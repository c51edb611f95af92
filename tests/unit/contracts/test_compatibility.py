"""A released event only grows by optional fields: each way to break that is planted, and found."""

from dataclasses import MISSING, fields, make_dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, get_type_hints

import pytest
from pydantic import Field

from shared.contracts.declaring import event, part
from shared.contracts.schemas import schema_of
from shared.contracts.vocabulary import Instant
from tools.contracts.comparison import breaking_changes
from tools.contracts.compatibility import release, released_schemas

TYPE = "tthc.cases.SomethingHappened.v1"


@part
class Place:
    division: str
    official: str | None = None


@event(TYPE, at="happened_at")
class Something:
    agency: str
    edition: int
    happened_at: Instant
    to: tuple[Place, ...]
    source: Place
    subject: str | None = None
    imported: bool = False


def schemas(event_class: type) -> dict[str, Any]:
    return {TYPE: schema_of(event_class, TYPE, {})}


def made_of(fields: dict[str, tuple[Any, Any]]) -> type:
    """An event with these fields; `...` for one without a default."""
    told: list[Any] = [
        (name, hint) if default is ... else (name, hint, default) for name, (hint, default) in fields.items()
    ]
    bare = make_dataclass("Something", told, kw_only=True)
    namespace = {"__annotations__": bare.__annotations__, "__doc__": "Something."}
    defaults = {name: default for name, (_, default) in fields.items() if default is not ...}
    return event(TYPE, at="happened_at")(type("Something", (), {**namespace, **defaults}))


def present() -> dict[str, tuple[Any, Any]]:
    hints = get_type_hints(Something, include_extras=True)
    return {
        one.name: (hints[one.name], ... if one.default is MISSING else one.default)
        for one in fields(Something)
    }


def with_fields(**changed: Any) -> type:
    """The event with fields replaced or added."""
    return made_of({**present(), **changed})


def without_field(name: str) -> type:
    return made_of({key: value for key, value in present().items() if key != name})


def changes(event_class: type) -> list[tuple[str, str]]:
    found = breaking_changes(schemas(Something), schemas(event_class))
    return [(change.field, change.change.split(" (")[0]) for change in found]


@part
class Wider(Place):
    waiting: int


@part
class Narrower:
    division: str


@part
class Longer(Place):
    reason: str | None = None


NO_LONGER_TAKES = "no longer takes all that it took"
TAKES_MORE = "takes more than subscribers expect"


@pytest.mark.parametrize(
    ("planted", "field", "change"),
    [
        (without_field("agency"), "agency", "was removed"),
        (without_field("subject"), "subject", "was removed"),
        (with_fields(to=(tuple[Narrower, ...], ...)), "to[].official", "was removed"),
        (with_fields(edition=(str, ...)), "edition", NO_LONGER_TAKES),
        (with_fields(edition=(float, ...)), "edition", TAKES_MORE),
        (with_fields(happened_at=(str, ...)), "happened_at", "changed its format from date-time to None"),
        (with_fields(source=(str, ...)), "source", NO_LONGER_TAKES),
        (with_fields(to=(Place, ...)), "to", NO_LONGER_TAKES),
        (with_fields(reason=(str, ...)), "reason", "is new and required; give it a default"),
        (with_fields(source=(Wider, ...)), "source.waiting", "is new and required; give it a default"),
        (with_fields(subject=(str | None, ...)), "subject", "is now required"),
        (with_fields(agency=(str, "SNV")), "agency", "was always there, and is now optional"),
        (
            with_fields(imported=(bool, True)),
            "imported",
            "means something else where it is left out: its default changed",
        ),
        (with_fields(agency=(str | None, ...)), "agency", "may now be null"),
        (with_fields(agency=(Annotated[str, Field(min_length=1)], ...)), "agency", NO_LONGER_TAKES),
        (with_fields(agency=(Annotated[str, Field(pattern="^[A-Z]+$")], ...)), "agency", NO_LONGER_TAKES),
        (with_fields(agency=(Literal["SNV", "STTTT"], ...)), "agency", NO_LONGER_TAKES),
        (with_fields(agency=(Literal["SNV"], ...)), "agency", NO_LONGER_TAKES),
        (with_fields(edition=(Annotated[int, Field(ge=1)], ...)), "edition", NO_LONGER_TAKES),
        (with_fields(edition=(Annotated[int, Field(gt=0)], ...)), "edition", NO_LONGER_TAKES),
        (with_fields(to=(Annotated[tuple[Place, ...], Field(min_length=1)], ...)), "to", NO_LONGER_TAKES),
        (with_fields(agency=(str | int, ...)), "agency", TAKES_MORE),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_breaking_change_is_found_where_it_is(planted: type, field: str, change: str) -> None:
    assert (field, change) in changes(planted)


@pytest.mark.parametrize(
    "grown",
    [
        Something,
        with_fields(note=(str | None, None)),
        with_fields(steps=(tuple[Place, ...], ())),
        with_fields(source=(Longer, ...), to=(tuple[Longer, ...], ...)),
        with_fields(agency=(Annotated[str, Field(description="Said better.", examples=["SNV"])], ...)),
    ],
)
def test_an_event_may_grow_by_optional_fields_and_be_described_better(grown: type) -> None:
    assert changes(grown) == []


def test_a_value_that_could_be_anything_may_not_become_narrower_inside_a_nullable_field() -> None:
    planted = with_fields(subject=(Annotated[str, Field(max_length=10)] | None, None))
    assert changes(planted) == [("subject", NO_LONGER_TAKES)]


def test_an_event_that_is_gone_or_moved_to_another_topic_is_found() -> None:
    moved = schemas(Something)[TYPE] | {"x-topic": "tthc.sla"}
    assert [change.change for change in breaking_changes(schemas(Something), {})] == [
        "is no longer published"
    ]
    (change,) = breaking_changes(schemas(Something), {TYPE: moved})
    assert change.change == "moved from topic tthc.cases to tthc.sla"


def test_the_message_names_the_field_and_says_what_to_do_instead() -> None:
    (change,) = breaking_changes(schemas(Something), schemas(without_field("agency")))
    assert str(change) == (
        "tthc.cases.SomethingHappened.v1: field agency: was removed. A released event only grows by optional"
        " fields: leave tthc.cases.SomethingHappened.v1 as it was released, and publish"
        " tthc.cases.SomethingHappened.v2 beside it."
    )


def test_a_release_refuses_a_breaking_change_and_leaves_the_baseline_alone(tmp_path: Path) -> None:
    assert release(schemas(Something), tmp_path) == []
    released = released_schemas(tmp_path)
    assert release(schemas(without_field("agency")), tmp_path) != []
    assert released_schemas(tmp_path) == released


def test_a_release_takes_new_fields_and_then_holds_them(tmp_path: Path) -> None:
    release(schemas(Something), tmp_path)
    assert release(schemas(with_fields(note=(str | None, None))), tmp_path) == []
    assert [change.field for change in release(schemas(Something), tmp_path)] == ["note"]
