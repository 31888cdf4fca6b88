"""What is computed over the whole collection."""
