"""The papers of a catalogue: the decision with its appendix, and the catalogue as a workbook, as JSON, as CSV.

Everything here makes bytes of plain values, or values of bytes; it asks no store and no clock.
"""
