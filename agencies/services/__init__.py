"""Loading the tables of reference, and what the demonstration adds to them."""
