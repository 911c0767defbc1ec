"""Practice as plain view data: what the screens in the terminal, the line mode and the files all draw."""
