"""Forms: shape only."""
