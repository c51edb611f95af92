"""A client of the services, for whoever asks them from outside: the command line, another process."""
