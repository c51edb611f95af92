"""The scheme's rules for cases. What can happen: `shared.contracts.cases`; here, a file a feature."""
