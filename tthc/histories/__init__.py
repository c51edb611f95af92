"""Cases that began elsewhere, taken over from a file of what people did: `tthc-history/1`."""
