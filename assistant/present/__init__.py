"""A position turned into plain view data, the same for the app and for line mode."""
