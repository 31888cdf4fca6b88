"""The survey in other formats, one module each; `files.artefacts` gives all of them."""
