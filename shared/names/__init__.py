"""What divisions, officials and procedures are called, for services that are told their codes alone."""
