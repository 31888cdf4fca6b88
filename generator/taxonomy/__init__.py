"""The taxonomy, and papers to assignments."""
