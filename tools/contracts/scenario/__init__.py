"""One story, told on the real services in this process: where the examples of the documents come from."""
