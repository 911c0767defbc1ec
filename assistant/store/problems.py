"""What can be the matter with what is kept."""

from __future__ import annotations

from assistant.errors import AssistantError


class StoreProblem(AssistantError):
    """Something is the matter with what is kept. `code` names the sentence, `values` fill it."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values = values
        super().__init__(code)
