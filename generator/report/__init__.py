"""A comparison as text, Markdown or JSON.

Must not: compare anything itself, know Git, print.
"""
