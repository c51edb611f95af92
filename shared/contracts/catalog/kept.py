"""What the catalog keeps of its events beside what it tells: who acted for whom, and texts of drafts."""

from datetime import date
from typing import Annotated

from pydantic import Field

from shared.contracts.declaring import UNTOLD

#: Who gave the command in the name of the person that it counts for; None: that person.
KeptActor = Annotated[
    str | None, UNTOLD, Field(description="Who gave the command in the name of whom it counts for.")
]
#: Who did it, where nobody else is to know.
KeptPerson = Annotated[str | None, UNTOLD, Field(description="Who did it; null: time did.")]
#: What somebody wrote; read in the catalog, by those who may.
KeptText = Annotated[str, UNTOLD, Field(description="What was written.")]
#: A day by which the catalog itself goes.
KeptDay = Annotated[date | None, UNTOLD, Field(description="The day on which the catalog looks at it again.")]
#: A number by which the catalog itself goes.
KeptCount = Annotated[int, UNTOLD, Field(description="A count or a number of days by which it goes.")]
