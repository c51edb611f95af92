"""Tables that are read in and written out: CSV, and sheets of one workbook."""
