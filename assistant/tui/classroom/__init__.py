"""A trainer before a room: files, hands, the pages of a class."""
