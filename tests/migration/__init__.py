"""Stores that earlier versions wrote, opened by this one.

A folder under `stores/` is what `python -m tests.migration.write` left at that version: the rows of each
event store as text, and what the services showed of them. It stays as it is, whatever comes later: it is
how a province's store looks that was written then.
"""
