"""What is wrong in a file: every fault with its sheet, row and column."""

from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from shared.errors import Language


@dataclass(frozen=True, slots=True)
class Place:
    """A cell of a sheet; column 0: the row as a whole."""

    sheet: str
    row: int
    column: int = 0
    title: str = ""  #: of the column

    def told(self, language: Language) -> str:
        """For people: `“Các bước”, dòng 5, cột “Thời hạn” (K5)`."""
        vietnamese = language is Language.VI
        told = f"“{self.sheet}”, {'dòng' if vietnamese else 'row'} {self.row}"
        if not self.column:
            return told
        cell = f"{get_column_letter(self.column)}{self.row}"
        return f"{told}, {'cột' if vietnamese else 'column'} “{self.title}” ({cell})"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong at a place."""

    place: Place
    code: str
    vi: str
    en: str

    @property
    def pointer(self) -> str:
        """For programs: `/Các bước/5/11`."""
        column = f"/{self.place.column}" if self.place.column else ""
        return f"/{self.place.sheet}/{self.place.row}{column}"

    def told(self, language: Language) -> str:
        """The place, and what is wrong there."""
        return f"{self.place.told(language)}: {self.vi if language is Language.VI else self.en}"
