"""What public services say of papers: asking politely, and writing what was learnt where a curator sees it."""
