"""The id that ties an answer, its error page and its log lines together."""

import secrets


def new_request_id() -> str:
    """Twelve hex digits of ours; what the client sends is never taken over."""
    return secrets.token_hex(6)
