"""Keeping a conversation on this device: what is kept, and the screens that ask and tell."""
