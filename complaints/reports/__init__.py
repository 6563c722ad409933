"""What is drawn of numbers: places of a picture, no words and no database."""
