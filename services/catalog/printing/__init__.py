"""The papers of a catalogue: the decision with its appendix; the catalogue as workbook, JSON and CSV.

Everything here makes bytes of plain values, or values of bytes; it asks no store and no clock.
"""
