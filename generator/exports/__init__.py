"""The survey in other formats, one module each."""
