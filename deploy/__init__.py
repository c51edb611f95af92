"""What operators run: images, dashboards, alert rules; and the generators of what is committed here."""
