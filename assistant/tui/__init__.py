"""The app in the terminal. Nothing outside this folder imports Textual."""
