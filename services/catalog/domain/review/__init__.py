"""The reviewing agency's comments on a draft, and their answers."""
