"""The API of complaints: the same use cases as the pages."""
