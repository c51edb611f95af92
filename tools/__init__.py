"""What builds and guards the project, and needs development dependencies: nothing that runs imports it."""
