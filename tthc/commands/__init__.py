"""What the commands of the command line do: a module for each, imported when its command runs."""
