"""A year of a working calendar on paper. Bytes of plain values; it asks no store and no clock."""
