"""Documents to papers."""
