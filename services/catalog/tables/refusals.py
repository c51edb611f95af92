"""How tables of an organisation may be refused: as files, and in what their rows state."""

from services.catalog.domain.deciders import AGENCY
from services.catalog.domain.organisation.divisions import EnsureDivision
from services.catalog.domain.organisation.ensuring import EnsureAgency
from services.catalog.domain.organisation.officials import EnsureOfficial
from services.catalog.errors.organisation.files import (
    CellUnfit,
    FileUnreadable,
    FileWithoutAgencies,
    FileWithoutRows,
    FormulaInCell,
    TableTooLong,
    TableUnfit,
    WorkbookWithoutTables,
)
from services.catalog.errors.workbooks import WorkbookHarmful, WorkbookTooLarge, WorkbookUnreadable
from shared.errors import ColumnMissing, Refusal, RowUneven

#: How a table of agencies may be refused, and any table of an organisation.
AGENCIES_REFUSE: tuple[type[Refusal], ...] = (
    TableUnfit,
    CellUnfit,
    RowUneven,
    ColumnMissing,
    FileUnreadable,
    FileWithoutAgencies,
    TableTooLong,
    *AGENCY.refusals_of(EnsureAgency),
)
TABLES_REFUSE: tuple[type[Refusal], ...] = (
    *AGENCIES_REFUSE,
    FileWithoutRows,
    FormulaInCell,
    WorkbookUnreadable,
    WorkbookHarmful,
    WorkbookTooLarge,
    WorkbookWithoutTables,
    *AGENCY.refusals_of(EnsureDivision, EnsureOfficial),
)
