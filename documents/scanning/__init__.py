"""Asking a virus scanner about a file."""
