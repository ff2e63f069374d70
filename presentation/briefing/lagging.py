"""What lags, by how much, and which departments the plan makes responsible for it."""

from dataclasses import dataclass

from indicators.assessment import Assessment, Light
from presentation.briefing.request import Request
from presentation.citations import official
from presentation.ledger_words import department_text
from presentation.readings import how_far

_NOBODY = "(未指定)"
"""How the plan's clauses are filed where the plan names no department."""


@dataclass(frozen=True, slots=True)
class Lag:
    """One lagging indicator in one city; without `departments` no clause names any."""

    indicator_id: str
    indicator: str
    city: str
    status: str
    distance: str
    departments: tuple[str, ...]


def lags(request: Request) -> list[Lag]:
    """Return what is far behind or missed first, then what is behind, unchanged or worse."""
    found = request.assessments.values()
    ordered = [a for light in (Light.BAD, Light.POOR) for a in found if a.light is light]
    return [_lag(request, a) for a in ordered]


def _lag(request: Request, a: Assessment) -> Lag:
    scene = request.scene
    words = scene.wording(a)
    return Lag(
        indicator_id=a.indicator_id,
        indicator=scene.name(words.indicator),
        city=scene.name(scene.reader.areas[a.ref_area]),
        status=words.status(),
        distance=official(words.gap() or how_far(words), scene.t),
        departments=departments(request, a.indicator_id),
    )


def departments(request: Request, indicator_id: str) -> tuple[str, ...]:
    """Return those named by the plan's clauses that are linked with an indicator, in words."""
    clauses = request.scene.reader.plan.clauses
    named = (d for c in clauses if indicator_id in c.indicator_ids for d in c.departments)
    t = request.scene.t
    return tuple(dict.fromkeys(department_text(t, d) for d in named if d != _NOBODY))
