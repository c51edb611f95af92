"""The shapes of the catalog's HTTP commands; each knows the domain command that it asks for."""
