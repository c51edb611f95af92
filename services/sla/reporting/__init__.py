"""Reports on a period: of an agency or the province, as a workbook, CSV, or a printed page."""
