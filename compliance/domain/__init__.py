"""The rules of the score, in plain Python: facts go in, figures come out."""
