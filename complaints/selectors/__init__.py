"""Reads that join several tables, for pages and for other use cases."""
