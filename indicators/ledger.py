"""The plan's clauses and the dated events of its named projects (台账)."""

import re
from dataclasses import dataclass
from enum import StrEnum

from indicators.catalogue import Domain

_WHEN = re.compile(r"\d{4}(-\d{2}){0,2}")


class EventStatus(StrEnum):
    """Where a project stood at the end of 2020, as far as its sources say."""

    COMPLETED = "completed"
    UNDER_CONSTRUCTION = "under_construction"
    PRELIMINARY = "preliminary"
    NOT_STARTED = "not_started"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of the plan; `cities` are the names the plan uses."""

    clause_id: str
    section_id: str
    section_title: str
    summary: str
    named_projects: tuple[str, ...]
    departments: tuple[str, ...]
    cities: tuple[str, ...]
    domains: tuple[Domain, ...]
    goal_ids: tuple[str, ...]
    indicator_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a project; `event_date` is a day, a month, a year or empty."""

    project_id: str
    clause_id: str
    project: str
    cities: tuple[str, ...]
    event_date: str
    event: str
    status_at_2020_end: EventStatus
    source_title: str
    source_url: str

    @property
    def when(self) -> tuple[int, ...]:
        """Year, month and day as far as they are known; empty when the source gives no date."""
        known = _WHEN.fullmatch(self.event_date) is not None
        return tuple(map(int, self.event_date.split("-"))) if known else ()
