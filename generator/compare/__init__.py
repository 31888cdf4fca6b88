"""Two states of a survey side by side: what an edit does to topics, papers and addresses.

Must not: know Git, read files, print or render.
"""
