"""A living agency: what people of an agency did lately, as readable data, done again by their commands."""
