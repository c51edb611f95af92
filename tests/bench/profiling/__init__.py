"""Where the time goes: CPU by process, by thread and by module."""
