"""The forms: shape only, never rights or rules."""
