"""A draft is sent for comments; when its time ends soon, the reviewing agency is reminded."""

from datetime import timedelta
from typing import Annotated

from services.catalog.domain.edition import rules
from services.catalog.domain.edition.catalogue import CATALOGUE, Catalogue
from services.catalog.domain.edition.known import Known
from services.catalog.domain.edition.review import Round
from services.catalog.domain.edition.soundness import SOUND, check_sound
from services.catalog.errors.review import CommentTimeTooShort
from shared.contracts.catalog.reviews import CommentsReminded, EditionSentForComments
from shared.contracts.vocabulary import CalendarDay, described
from shared.decider import Act, command
from shared.kernel import day_of


@command
class SendForComments:
    """Lay the draft before the reviewing agency."""

    agency: str
    edition: int
    comments_due: Annotated[
        CalendarDay | None,
        described("The last day for comments. Without it: the earliest that the policy allows."),
    ] = None


@CATALOGUE.decides(
    SendForComments,
    known=Known,
    refuses=(*rules.PREPARER, *rules.EDITABLE, *rules.FILLED, *rules.ANSWERED, *SOUND, CommentTimeTooShort),
)
def send(state: Catalogue, command: SendForComments, act: Act, known: Known) -> EditionSentForComments:
    """Begin a round: all earlier comments are answered, and the draft is sound as of today."""
    rules.check_preparer(command.agency, act)
    rules.check_editable(state, command)
    rules.check_filled(state, command)
    rules.check_answered(state)
    today, policy = day_of(act.at), known.policy
    check_sound(state, known, command.agency, today)
    earliest = today + timedelta(days=policy.comment_days)
    due = command.comments_due or earliest
    if due < earliest:
        raise CommentTimeTooShort(where="comments_due", earliest=rules.day_in_words(earliest))
    return EditionSentForComments(
        **rules.named(command, act),
        round=len(state.review.rounds) + 1,
        reviewing_agency=policy.reviewing_agency,
        comments_due=due,
        remind_on=max(today, due - timedelta(days=policy.comment_reminder_days)),
        sent_by=act.by.name,
        sent_at=act.at,
    )


@CATALOGUE.evolves(EditionSentForComments)
def sent(state: Catalogue, event: EditionSentForComments) -> None:
    """A round is open; the draft doesn't change until it is closed."""
    state.review.rounds.append(Round(event))


@CATALOGUE.evolves(CommentsReminded)
def reminded(state: Catalogue, _event: CommentsReminded) -> None:
    """Once in a round."""
    state.review.rounds[-1].reminded = True
