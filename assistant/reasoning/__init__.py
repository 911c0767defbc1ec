"""Facts in, conclusions with proof out."""
