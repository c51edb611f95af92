"""Whatever people and days do in whatever order, the life of an agency's catalogue keeps its laws."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from services.catalog.application.edition.editing import edit
from services.catalog.application.edition.issuing import issue_next
from services.catalog.application.edition.lifecycle import sweep_edition
from services.catalog.application.edition.predecessors import carry_next
from services.catalog.domain.deciders import CATALOGUE
from services.catalog.domain.delivery.acknowledging import AcknowledgeCatalogue
from services.catalog.domain.delivery.publishing import PublishCatalogue
from services.catalog.domain.delivery.sending import SendCatalogue
from services.catalog.domain.edition.catalogue import Catalogue, EditionState, catalogue_key, next_to_issue
from services.catalog.domain.edition.draft_events import DraftDiscarded
from services.catalog.domain.edition.drafting import DraftEdition
from services.catalog.domain.edition.filling import AddProcedure, RemoveProcedure
from services.catalog.domain.edition.issuing import IssueCatalogue
from services.catalog.domain.edition.lifecycle_policy import LifecyclePolicy
from services.catalog.domain.edition.taking_back import DiscardDraft, RecallDraft
from services.catalog.domain.edition.withdrawing import WithdrawCatalogue
from services.catalog.domain.organisation.agency import AGENCY
from services.catalog.domain.review.answering import AnswerComment
from services.catalog.domain.review.commenting import CloseRound, MakeComment
from services.catalog.domain.review.sending import SendForComments
from services.catalog.domain.yearly.concluding import ConcludeReview
from shared.contracts.catalog.reviews import CommentsReminded, ReviewRoundClosed
from shared.decider import Act, Decider, GivenCommand
from shared.errors import RecordedTooLate, Refusal
from shared.eventstore.errors import VersionMismatch
from shared.kernel import Actor, day_of
from shared.vietnam_time import VIETNAM
from tests.unit.catalog.examples import AT, EDITOR, HEAD, IMPORTER, REGISTERED, added, procedure
from tests.unit.catalog.lifecycle import RECIPIENT, REVIEWER

POLICY = LifecyclePolicy()
START = day_of(AT)


def given_by(by: Actor, command: Any, at: datetime, recorded_at: datetime | None = None) -> GivenCommand:
    return GivenCommand(command, Act(by=by, at=at, recorded_at=recorded_at or at))


class Memory:
    """A unit of work that keeps what is appended, as the store would."""

    def __init__(self) -> None:
        self.streams: dict[str, list[Any]] = {}
        self.limits = SimpleNamespace(save_bytes=4096)
        self.context = SimpleNamespace(recorded_at=AT)

    def state(self, aggregate: Decider[Any], key: str) -> Any:
        return aggregate.fold(self.streams.get(aggregate.stream(key), ()))

    def version(self, aggregate: Decider[Any], key: str) -> int:
        return len(self.streams.get(aggregate.stream(key), ()))

    def expect(self, aggregate: Decider[Any], key: str, version: int | None) -> None:
        if version not in (None, self.version(aggregate, key)):
            raise VersionMismatch(what=key, actual=0, expected=version)

    def append(
        self, aggregate: Decider[Any], key: str, events: Sequence[Any], correlation: str | None = None
    ) -> None:
        assert correlation == "SNV", "all of an agency keeps one order"
        self.streams.setdefault(aggregate.stream(key), []).extend(events)

    def decide(
        self,
        decider: Decider[Any],
        key: str,
        command: Any,
        act: Act,
        known: Any = None,
        correlation: Any = None,
    ) -> list[Any]:
        events = decider.decide(self.state(decider, key), command, act, known)
        self.append(decider, key, events, correlation)
        return events


class Walker:
    """People of three agencies, and the days."""

    def __init__(self) -> None:
        self.work: Any = Memory()
        self.work.append(AGENCY, "SNV", [REGISTERED, *map(added, ("VP", "CCVC", "TTr"))], "SNV")
        self.work.streams["agency-STC"] = [REGISTERED]
        self.today = START

    @property
    def at(self) -> datetime:
        return datetime(self.today.year, self.today.month, self.today.day, 8, tzinfo=VIETNAM)

    def editions(self) -> list[Catalogue]:
        numbers = range(1, 40)
        found = [self.work.state(CATALOGUE, catalogue_key("SNV", number)) for number in numbers]
        return [one for one in found if one.edition]

    def step(self, act: str, number: int, choice: int) -> None:
        self.work.context = SimpleNamespace(recorded_at=self.at)
        if act == "pass":
            self.today += timedelta(days=choice * 7)
            for one in self.editions():
                sweep_edition(self.work, "SNV", one.edition, self.today, POLICY)
            return
        try:
            edit(self.work, self.command(act, number, choice), None, POLICY)
        except Refusal:
            return
        while any(one.to_carry for one in self.editions()):
            carry_next(self.work, "SNV", self.editions()[-1].edition)
        for one in self.editions():
            while next_to_issue(one):
                issue_next(self.work, "SNV", one.edition, len(one.issued), POLICY)
                one = self.work.state(CATALOGUE, catalogue_key("SNV", one.edition))

    def command(self, act: str, number: int, choice: int) -> GivenCommand:
        of: dict[str, Any] = {"agency": "SNV", "edition": number}
        entry = procedure(code=f"P{choice}")
        comment = {"comment": choice, "accepted": choice % 2 == 0, "reason": "Lý do"}
        order = {"decision_number": "01/QĐ", "decision_date": self.today}
        first_day = self.today + timedelta(days=choice * 10)
        makers: dict[str, Any] = {
            "draft": lambda: (DraftEdition(agency="SNV"), EDITOR),
            "add": lambda: (AddProcedure(**of, procedure=entry), EDITOR),
            "remove": lambda: (RemoveProcedure(**of, code=entry.code), EDITOR),
            "send": lambda: (SendForComments(**of), EDITOR),
            "comment": lambda: (MakeComment(**of, text="Góp ý"), REVIEWER),
            "close": lambda: (CloseRound(**of, nothing_to_say=choice % 2 == 0), REVIEWER),
            "recall": lambda: (RecallDraft(**of, reason="Lý do"), EDITOR),
            "discard": lambda: (DiscardDraft(**of, reason="Lý do"), EDITOR),
            "answer": lambda: (AnswerComment(**of, **comment), EDITOR),
            "issue": lambda: (IssueCatalogue(**of, **order, signed_by="Bình", in_force_from=first_day), HEAD),
            "publish": lambda: (PublishCatalogue(**of, address="https://a.vn"), EDITOR),
            "deliver": lambda: (SendCatalogue(**of, agencies=("STC",)), EDITOR),
            "acknowledge": lambda: (AcknowledgeCatalogue(**of, recipient="STC"), RECIPIENT),
            "withdraw": lambda: (WithdrawCatalogue(**of, **order, reason="Lý do"), HEAD),
            "conclude": lambda: (ConcludeReview(**of), HEAD),
        }
        command, by = makers[act]()
        return given_by(by, command, self.at)

    def check(self) -> None:
        editions = self.editions()
        assert sum(one.status is EditionState.IN_FORCE for one in editions) <= 1
        assert sum(not (one.issue or one.discarded) for one in editions) <= 1
        for one in editions:
            self._check_edition(one, self.work.streams[f"catalogue-SNV.{one.edition}"])

    def _check_edition(self, one: Catalogue, events: list[Any]) -> None:
        told = Counter(
            (type(event).__name__, getattr(event, "round", None), getattr(event, "due_on", None))
            for event in events
            if isinstance(event, CommentsReminded | ReviewRoundClosed)
        )
        assert all(count == 1 for count in told.values())
        if one.discarded:
            assert one.review.open is None
            assert one.status is EditionState.DISCARDED
            assert type(events[-1]) is DraftDiscarded, "nothing comes after it"
        once = Counter(type(event).__name__ for event in events)
        for name in ("CatalogueEnteredIntoForce", "CatalogueSuperseded", "CatalogueWithdrawn"):
            assert once[name] <= 1
        assert once["CatalogueSuperseded"] + once["CatalogueWithdrawn"] <= 1
        assert once["AcknowledgementReminded"] <= 3 * len(one.dispatch.deliveries)
        if one.issue is not None:
            assert not one.review.unanswered
            assert one.review.open is None
            first = one.edition == min(e.edition for e in self.editions() if e.issue)
            assert not first or any(outcome in HEARD for outcome in outcomes(events))
            assert one.discarded is None
        if one.force.entered is not None:
            assert one.force.entered.in_force_from <= self.today


#: How a round ends in which the reviewing agency could have its say.
HEARD = {"commented", "nothing_to_say", "lapsed"}


def outcomes(events: list[Any]) -> list[str]:
    return [event.outcome for event in events if isinstance(event, ReviewRoundClosed)]


ACTS = [
    *("draft", "add", "remove", "send", "comment", "close", "answer", "recall", "discard", "issue"),
    *("publish", "deliver", "acknowledge", "withdraw", "conclude", "pass"),
]
STEPS = some.tuples(some.sampled_from(ACTS), some.integers(0, 1), some.integers(0, 4))
#: A first edition is issued; otherwise few walks come beyond it.
BEGINNING = [("draft", 1), ("add", 1), ("send", 0), ("close", 0), ("issue", 0), ("pass", 0)]
#: One that has been commented on and waits for an answer.
COMMENTED = [("draft", 1), ("add", 1), ("send", 0), ("comment", 0), ("close", 1)]
#: One that was recalled: nothing but another round stands between it and its issue.
RECALLED = [("draft", 1), ("add", 1), ("send", 0), ("recall", 0)]
#: A draft that was given up in its round, behind an edition in force.
DISCARDED = [*BEGINNING, ("draft", 0), ("send", 0), ("discard", 0)]
BEGINNINGS: list[list[tuple[str, int]]] = [[], BEGINNING, COMMENTED, RECALLED, DISCARDED]


@settings(max_examples=60, deadline=None)
@given(some.sampled_from(BEGINNINGS), some.lists(STEPS, min_size=12, max_size=40))
def test_the_laws_hold_on_every_walk(
    beginning: list[tuple[str, int]], walk: list[tuple[str, int, int]]
) -> None:
    walker = Walker()
    for act, choice in beginning:
        walker.step(act, len(walker.editions()) or 1, choice)
    for act, back, choice in walk:
        newest = walker.editions()[-1].edition if walker.editions() else 1
        walker.step(act, max(1, newest - back), choice)
        walker.check()


def test_a_walk_reaches_the_third_edition_in_force() -> None:
    walker = Walker()
    for act, choice in BEGINNING:
        walker.step(act, 1, choice)
    for number in (2, 3):
        for act, choice in (("draft", 0), ("add", 3 + number), ("issue", 1), ("pass", 2)):
            walker.step(act, number, choice)
            walker.check()
    statuses = [one.status for one in walker.editions()]
    assert statuses == [EditionState.SUPERSEDED, EditionState.SUPERSEDED, EditionState.IN_FORCE]
    assert list(walker.editions()[-1].procedures) == ["P1", "P5", "P6"]


def test_a_discarded_draft_leaves_the_yearly_review_and_what_the_next_begins_from() -> None:
    walker = Walker()
    for act, choice in (*BEGINNING, ("publish", 0)):
        walker.step(act, 1, choice)
    for act, choice in (("draft", 0), ("add", 2), ("send", 0), ("comment", 0), ("discard", 0)):
        walker.step(act, 2, choice)
    for _ in range(13):
        walker.step("pass", 1, 4)
    (present, _), due = walker.editions(), walker.editions()[0].yearly.due_on
    assert present.yearly.announced
    walker.step("conclude", 1, 0)
    assert walker.editions()[0].yearly.due_on > due
    walker.step("draft", 3, 0)
    walker.check()
    statuses = [(one.edition, one.status.value) for one in walker.editions()]
    assert statuses == [(1, "in_force"), (2, "discarded"), (3, "draft")]
    third = walker.editions()[-1]
    assert (third.drafted.based_on, list(third.procedures)) == (1, ["P1"])


def test_importers_alone_record_histories() -> None:
    walker = Walker()
    draft, earlier = DraftEdition(agency="SNV"), AT - timedelta(days=5)
    with pytest.raises(RecordedTooLate):
        edit(walker.work, given_by(EDITOR, draft, earlier, AT), None, POLICY)
    edit(walker.work, given_by(IMPORTER, draft, earlier, AT), None, POLICY)
    assert [one.status.value for one in walker.editions()] == ["draft"]
