"""The names of what is remembered of a contact that news does not reach."""


def failed(kind: str) -> str:
    """The name of the mark that says since when this contact takes nothing."""
    return f"{kind}_failed"


def returned(kind: str) -> str:
    """The name of the mark that says that letters were taken and came back later."""
    return f"{kind}_returned"
