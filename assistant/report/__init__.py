"""The result as a file: text, Markdown. Same content everywhere."""
