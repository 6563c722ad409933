"""The API of compliance: published facts and score cards."""
