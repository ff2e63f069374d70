"""Sources: where figures were published, how far they are to be trusted, and since when."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class SourceKind(StrEnum):
    """How a source comes by its figures."""

    YEARBOOK = "yearbook"
    REVISION = "revision"
    CENSUS = "census"
    BULLETIN = "bulletin"
    THIRD_PARTY = "third_party"
    MODEL_ESTIMATE = "model_estimate"
    SUBMISSION = "submission"


@dataclass(frozen=True, slots=True)
class Source:
    """One file of figures as its sidecar describes it.

    `source_id` is the path below `sources/` without ending; among several values for one key
    the higher `priority` wins, then the later `released_on`. `sha256` is that of the file.
    """

    source_id: str
    title: str
    publisher: str
    kind: SourceKind
    priority: int
    edition: str
    released_on: date
    licence: str
    note: str
    sha256: str

    @property
    def dataset(self) -> str:
        """The folder the file is kept in: one dataset of several editions."""
        return self.source_id.split("/", 1)[0]
