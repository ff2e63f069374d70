"""The ledger's filters as a form that is an address: each choice with its present value."""

from dataclasses import dataclass

from indicators.catalogue import Domain
from presentation.forms import Form, form_of
from presentation.ledger_selection import Selection
from presentation.ledger_words import STAGES, department_text
from presentation.scene import Scene


@dataclass(frozen=True, slots=True)
class Choice:
    """One list to choose from: `name` is that of the address, the first option is all."""

    name: str
    label: str
    options: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, slots=True)
class Filters:
    """The form with what can be chosen, and the way back to all clauses."""

    form: Form
    choices: tuple[Choice, ...]
    text: str
    all_href: str


def filters(scene: Scene, wanted: Selection) -> Filters:
    """Return the form for what is wanted now."""
    nothing = dict.fromkeys(("department", "city", "domain", "stage", "text", "clause"))
    everything = scene.link("ledger", **nothing)
    return Filters(
        form=form_of(everything),
        choices=_choices(scene, wanted),
        text=wanted.text,
        all_href=everything if wanted.is_narrowed else "",
    )


def _choices(scene: Scene, wanted: Selection) -> tuple[Choice, ...]:
    t = scene.t
    names = dict.fromkeys(d for c in scene.reader.plan.clauses for d in c.departments)
    domains = [(d.value, t(f"goals.domain_{d}")) for d in Domain]
    return (
        _choice(scene, "dept", [(n, department_text(t, n)) for n in names], wanted.department),
        _choice(
            scene,
            "city",
            [(c.code, scene.name(c)) for c in scene.cities],
            wanted.city.code if wanted.city else None,
        ),
        _choice(scene, "domain", domains, wanted.domain),
        _choice(scene, "status", [(s, t(f"ledger.stage.{s}")) for s in STAGES], wanted.stage),
    )


def _choice(scene: Scene, name: str, options: list[tuple[str, str]], chosen: str | None) -> Choice:
    every = ("", scene.t(f"ledger.all.{name}"), chosen is None)
    listed = tuple((value, text, value == chosen) for value, text in options)
    return Choice(name, scene.t(f"ledger.filter.{name}"), (every, *listed))
