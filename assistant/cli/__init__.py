"""The command line: the outermost shell."""
