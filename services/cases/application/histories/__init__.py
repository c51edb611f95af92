"""Histories over agencies: what people did elsewhere, taken in as what the rules make of it."""
