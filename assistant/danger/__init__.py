"""What in typed words may tell of danger. Its own detector, apart from the finder: silence is the worst outcome here."""

from assistant.danger.asked import asks_for_danger, asks_for_help
from assistant.danger.notices import SOME, Level, Notice, Whose, notices

__all__ = ["SOME", "Level", "Notice", "Whose", "asks_for_danger", "asks_for_help", "notices"]
