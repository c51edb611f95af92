"""Times and days in answers that come out of documents: as text, just as the documents have them."""

from typing import Annotated

from pydantic import Field

#: An instant: in UTC, with six decimals, so that text sorts as time does.
InstantText = Annotated[
    str, Field(json_schema_extra={"format": "date-time"}, examples=["2026-11-23T07:05:00.000000Z"])
]
#: A day, where the agency is.
DateText = Annotated[str, Field(json_schema_extra={"format": "date"}, examples=["2026-12-01"])]
