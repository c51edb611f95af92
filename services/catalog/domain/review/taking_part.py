"""Who takes part in a round of comments, and until when."""

from services.catalog.domain.edition import rules
from services.catalog.domain.edition.catalogue import Catalogue
from services.catalog.domain.edition.review import Round
from services.catalog.domain.timing import TIMED, check_time
from services.catalog.errors.review import CommentTimePassed, EditionNotInReview, MayNotComment
from shared.decider import Act
from shared.kernel import Role, day_of

#: How `round_of` may refuse.
IN_ROUND = (*TIMED, *rules.FOUND, EditionNotInReview, MayNotComment, CommentTimePassed)


def round_of(state: Catalogue, command: rules.OfAnEdition, act: Act) -> Round:
    """The round that the reviewer takes part in, while there is time."""
    check_time(act)
    rules.check_found(state, command)
    found, by = state.review.open, act.by
    if found is None:
        raise EditionNotInReview(where="edition", agency=command.agency, edition=command.edition)
    sent = found.sent
    themselves = {by.id, by.name} & {sent.sent_by, sent.recorded_by}
    reviews = by.has(Role.REVIEWER) and by.agency == sent.reviewing_agency and not themselves
    if not reviews and not by.has(Role.IMPORTER):
        raise MayNotComment(where="agency", reviewing_agency=sent.reviewing_agency)
    if day_of(act.at) > sent.comments_due:
        raise CommentTimePassed(where="at", comments_due=rules.day_in_words(sent.comments_due))
    return found
