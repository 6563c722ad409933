"""Looking into a file that a stranger sent, before anything else does."""
