"""The parts of `make soak`: what is done by lot, again and again, and what is watched meanwhile."""
