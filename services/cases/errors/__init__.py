"""Every refusal of the cases service: its code, its sentence in both languages, and its place.

`where` is the code of the step that the refusal speaks of, or the command's field.
"""
