"""The rules of files and letters: plain Python, no clock, no database."""
