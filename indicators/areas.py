"""Reference areas: GB/T 2260 codes of cities, the province and the nation."""

from dataclasses import dataclass
from enum import StrEnum

from indicators.language import Bilingual


class AreaLevel(StrEnum):
    """Level of government an area belongs to."""

    NATION = "nation"
    PROVINCE = "province"
    CITY = "city"


class Role(StrEnum):
    """What an area is in this project; an area may have several roles."""

    PLAN = "plan"
    """One of the three cities the plan speaks of; only these are assessed."""
    CLUSTER = "cluster"
    """One of the 29 prefecture cities of 中原城市群."""
    CLUSTER_MAP = "cluster_map"
    """On the cluster's map, but without figures of its own (济源)."""
    SHANXI = "shanxi"
    """One of the 11 prefecture cities of 山西."""


class Group(StrEnum):
    """Whom a city is compared with; the value is that of the members' role."""

    CLUSTER = "cluster"
    SHANXI = "shanxi"


@dataclass(frozen=True, slots=True)
class Area:
    """One reference area; `official_name` is the full Chinese name (晋城市)."""

    code: str
    official_name: str
    name: Bilingual
    level: AreaLevel
    roles: frozenset[Role]

    @property
    def is_reference(self) -> bool:
        """Province and nation are reference lines for the cities."""
        return self.level is not AreaLevel.CITY

    @property
    def is_peer(self) -> bool:
        """A city of the cluster that the plan does not name."""
        return Role.CLUSTER in self.roles and Role.PLAN not in self.roles
