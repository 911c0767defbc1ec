"""Scripted conversations: a session is the answers; everything else follows by replay."""
