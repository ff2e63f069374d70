"""Problems that stop an operation: one clear sentence each, never a traceback for a person."""

from collections.abc import Iterable


class Problem(Exception):
    """Something a person must mend before work can go on; the message is what they read."""


class PlanProblem(Problem):
    """The plan files contradict themselves or cannot be read; all faults at once."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


class SourceProblem(Problem):
    """A source file or its sidecar cannot be used."""
