"""Values and tools that every room may use."""
