"""One thing that is not as it should be: where, what, and what to do about it."""

from dataclasses import dataclass

BACK = "put it back from the backup"
BUILD = "run `python -m etl build`"
REPAIR = "run `python -m etl repair`"


@dataclass(frozen=True, slots=True)
class Damage:
    """What an operator reads: one sentence, without a line break."""

    place: str
    what: str
    remedy: str

    def __str__(self) -> str:
        return " ".join(f"{self.place}: {self.what}; {self.remedy}".split())
