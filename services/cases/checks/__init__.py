"""What is checked of the cases service by `tthc verify`."""
