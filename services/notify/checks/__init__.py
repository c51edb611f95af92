"""What is checked of the notify service by `tthc verify`: who is to be told is, once for each cause.

Who that is follows from notify's own directory, as it was at that place of its log.
"""
