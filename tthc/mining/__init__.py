"""Process mining: logs of administration read, surveyed and imported; procedures found; limits tried out."""
