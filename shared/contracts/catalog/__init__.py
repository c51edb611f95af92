"""What the catalog service tells: agencies, their people, and the procedures that are issued."""
