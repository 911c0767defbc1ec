"""The outcome of a conversation: its pages, its note, and the saving of it."""
