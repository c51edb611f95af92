"""The tool that changes the code to see whether the tests notice."""
