"""Running the service: what beats, what is wrong, what waits for a person."""
