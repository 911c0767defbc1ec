"""An author at work: the conversation next to what its rules do, read again after every save."""
