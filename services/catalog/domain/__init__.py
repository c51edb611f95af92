"""The catalog's domain, by idea: who has a name says so where it stands, and nothing is listed here."""
