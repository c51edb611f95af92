"""The reference pages that only the whole system can tell: each service's API, and the command line.

python -m tthc.reference [--check]
"""
