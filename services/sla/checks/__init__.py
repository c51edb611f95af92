"""What is checked of the sla service by `tthc verify`: each clock against its case, by the rules of time.

What an event of a case leads to must stand in the clock's stream, event by event; what the sweeper found
must have been true when it was recorded. Calendars are taken as they were at that place of the log.
"""
