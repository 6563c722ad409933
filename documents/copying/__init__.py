"""Making of a stranger's file a copy that says and does nothing beside its content.

Each module here works in a child process; ``child`` is the way to it.
"""
