"""Practising in the app: the list, the rounds, the debrief, progress."""
