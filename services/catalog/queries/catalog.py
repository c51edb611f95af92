"""All questions that the catalog's read models answer, as its routes are given them."""

from dataclasses import dataclass

from services.catalog.application.catalog import CatalogApplication
from services.catalog.queries.delivery import DeliveryQueries
from services.catalog.queries.edition.contents import EditionContents
from services.catalog.queries.edition.dues import DueQueries
from services.catalog.queries.edition.editions import EditionQueries
from services.catalog.queries.edition.reading import ReadingQueries
from services.catalog.queries.organisation.agencies import OrganisationQueries
from services.catalog.queries.review import ReviewQueries
from services.catalog.queries.simplification import SimplificationQueries
from services.catalog.queries.yearly import YearlyQueries
from shared.documents.port import Documents


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogQueries:
    """The questions, by what they are about."""

    organisation: OrganisationQueries
    editions: EditionQueries
    contents: EditionContents
    dues: DueQueries
    reading: ReadingQueries
    reviews: ReviewQueries
    deliveries: DeliveryQueries
    yearly: YearlyQueries
    simplification: SimplificationQueries

    @classmethod
    def of(cls, application: CatalogApplication, documents: Documents) -> "CatalogQueries":
        """The questions to this application's read models."""
        editions = EditionQueries(documents)
        return cls(
            organisation=OrganisationQueries(documents),
            editions=editions,
            contents=EditionContents(application, editions),
            dues=DueQueries(documents),
            reading=ReadingQueries(documents, application.name),
            reviews=ReviewQueries(documents),
            deliveries=DeliveryQueries(documents),
            yearly=YearlyQueries(documents),
            simplification=SimplificationQueries(documents),
        )
