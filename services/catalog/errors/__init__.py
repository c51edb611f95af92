"""Every refusal of the catalog service: its code, its HTTP status, and its sentence in both languages.

`where` is the field, or the place in an edition (`procedures/P01/stages/2/steps/S03`; stages are
counted from 1), or `file:line:column` in a file that is read in.
"""
