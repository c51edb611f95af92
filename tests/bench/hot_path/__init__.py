"""What a command costs, beside the same work at an earlier commit, in one run."""
