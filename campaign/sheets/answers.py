"""The answers that a file is read with: those remembered, and those given for this file alone."""

from __future__ import annotations

from collections.abc import Iterable

from campaign.domain.questions import REMEMBERED, Answer, question_id


class Answers:
    """Looks answers up; `file` is the SHA-256 of the file they are read with."""

    def __init__(self, answers: Iterable[Answer] = (), file: str = "") -> None:
        self.file = file
        self._answers = {answer.id: answer for answer in answers}

    def find(self, kind: str, subject: str, scope: str = "") -> Answer | None:
        """The answer to a question of this kind; what is asked of one file alone needs no scope."""
        return self._answers.get(self.id(kind, subject, scope)) if self._answers else None

    def any(self) -> bool:
        """Whether there are any."""
        return bool(self._answers)

    def id(self, kind: str, subject: str, scope: str = "") -> str:
        """The id of such a question."""
        return question_id(kind, scope if kind in REMEMBERED else self.file, subject)


NO_ANSWERS = Answers()
