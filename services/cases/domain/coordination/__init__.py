"""A coordination: another agency is asked to do a part of a step, and answers."""
