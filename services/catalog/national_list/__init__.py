"""The list of procedures for the national database: its fields are configuration, its forms JSON and XLSX."""

from services.catalog.national_list.fields import FieldsUnfit, ListField, load_fields
from services.catalog.national_list.rows import Cell, Source, row_of
from services.catalog.national_list.workbook import Workbook

__all__ = ["Cell", "FieldsUnfit", "ListField", "Source", "Workbook", "load_fields", "row_of"]
