"""The list of procedures for the national database: its fields are configuration, its forms JSON and XLSX."""
