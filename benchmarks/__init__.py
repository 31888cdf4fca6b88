"""Measurements: one script a question, its figures in README.md; not part of the tests."""
