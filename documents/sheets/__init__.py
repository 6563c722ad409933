"""A file as sheets of paper: seen as pictures, searched for words, and blacked out.

Everything that reads the file works in a child process; ``child`` is the way to it.
"""
