"""Logs of administration: read as a stream, surveyed, and turned into a procedure and moves.

Nothing named here drives a service: `survey` checks all of a log before anyone acts on it, `derive_procedure`
says what its cases follow, and `Survey.whole_cases` with `moves` says what each case did. The `driving`
modules make commands of it and send them.
"""
