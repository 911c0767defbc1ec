"""Practice: vignettes, what a trainee marked in them, and what can be learned from it. Pure; knows no screen, file or clock."""
