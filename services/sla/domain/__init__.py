"""The rules of time: working calendars, and the clock of each case; a file a feature."""
