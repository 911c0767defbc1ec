"""What a conversation or a facts file leads to: one value, its JSON and its page for readers."""
