"""Faults on purpose: real servers are killed under load, then everything is counted."""
