"""What is said of a document that goes with a case or a coordination; its content is kept elsewhere."""

from collections.abc import Iterator, Sequence
from typing import Annotated

from services.cases.domain.secrecy import check_not_secret
from services.cases.errors.remarks import DocumentNameMissing, DocumentRepeated, SecretRefused
from shared.contracts.cases.coordination import AskedDocument
from shared.contracts.vocabulary import Text, Whole, described, within
from shared.decider import command
from shared.kernel import legible
from shared.restating import restate

#: How a document may be refused, whatever it goes with.
SAID = (SecretRefused, DocumentNameMissing)
#: How those that go with a question or an answer may.
ENCLOSED = (*SAID, DocumentRepeated)


@command
class GivenDocument:
    """A document: what it is called, and where its content lies."""

    name: Annotated[Text, described("File name.")]
    size: Annotated[Whole, described("Bytes.", ge=0)]
    sha256: Annotated[str, described("Of the content, in lower-case hexadecimal.", pattern=r"^[0-9a-f]{64}$")]
    address: Annotated[Text, described("Where the content lies.")]
    marking: Annotated[Text | None, described("The grade of secrecy that it bears, if any.")] = None


#: Those that go with a question or an answer.
Documents = Annotated[tuple[GivenDocument, ...], within(max_length=50)]


def name_of(document: GivenDocument, within: str = "") -> str:
    """Its name. Raises what `SAID` names, at the field; `within`: where the document stands."""
    check_not_secret(f"{within}marking", document.marking)
    check_not_secret(f"{within}name", document.name)
    name = document.name.strip()
    if not legible(name):
        raise DocumentNameMissing(where=f"{within}name")
    return name


def enclosed(documents: Sequence[GivenDocument]) -> tuple[AskedDocument, ...]:
    """As events hold them, each content once. Raises what `ENCLOSED` names, at the document's place."""
    return tuple(_each(documents))


def _each(documents: Sequence[GivenDocument]) -> Iterator[AskedDocument]:
    seen = set[str]()
    for number, one in enumerate(documents):
        place = f"documents/{number}/"
        if one.sha256 in seen:
            raise DocumentRepeated(where=f"{place}sha256")
        seen.add(one.sha256)
        yield restate(AskedDocument, one, name=name_of(one, place))
