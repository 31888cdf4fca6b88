"""Living Survey: documents and a taxonomy in, a browsable survey with evidence for every label out."""

__version__ = "0.1.0"
