"""The scheme's rules for cases. What can happen stands in `shared.contracts.cases`; here, a file a feature."""
