"""What can be done with rounds, and how published facts get in."""
