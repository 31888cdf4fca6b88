"""The survey to Markdown, data files and assets."""
