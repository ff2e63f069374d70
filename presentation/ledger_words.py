"""Words of the ledger: departments, places, dates as exact as they are known.

What the plan and the press wrote stays Chinese; departments and places have English names here.
"""

from collections.abc import Mapping

from markupsafe import Markup, escape

from indicators.language import Language
from indicators.ledger import Clause, Event, EventStatus
from indicators.plan import Plan
from indicators.projects import NO_RECORD
from presentation.scene import Scene
from presentation.texts import TextError, Texts, texts

STAGES = (*(status.value for status in EventStatus), NO_RECORD)
"""From finished to nothing found, in the order in which they are counted."""


def is_named(department: str) -> bool:
    """Say whether this is a department, not words of the plan for whoever is concerned."""
    return not department.startswith(("(", "各"))


def department(scene: Scene, name: str) -> Markup:
    """Return a department's name; one without an English name stays a quotation."""
    return _named(scene, "department", name)


def department_text(t: Texts, name: str) -> str:
    """Return the same as plain text, for lists and files."""
    return _text(t, "department", name)


def section(scene: Scene, clause: Clause) -> Markup:
    """Return what a section is about: the plan's title for it, or the same in English."""
    if scene.language == Language.ZH:
        return escape(clause.section_title)
    return _named(scene, "section", clause.section_id, clause.section_title)


def with_gloss(scene: Scene, quotation: str, gloss: str) -> Markup:
    """Return a quotation; on a page in English with what it is about in front of it."""
    if scene.language == Language.ZH or not gloss:
        return scene.quoted(quotation)
    return Markup('{} <small class="gloss">{}</small>').format(gloss, scene.quoted(quotation))


def place(scene: Scene, name: str) -> Markup:
    """Return a city in the reader's language, or where else something is."""
    for city in scene.cities:
        if city.official_name == name:
            return escape(scene.name(city))
    return _named(scene, "place", name)


def place_text(scene: Scene, name: str) -> str:
    """Return the same as plain text."""
    for city in scene.cities:
        if city.official_name == name:
            return scene.name(city)
    return _text(scene.t, "place", name)


def _named(scene: Scene, table: str, key: str, otherwise: str = "") -> Markup:
    try:
        return escape(scene.t(f"ledger.{table}.{key}"))
    except TextError:
        return scene.quoted(otherwise or key)


def day(t: Texts, event: Event) -> str:
    """Write when something happened, as exact as its source says.

    >>> from indicators.language import Language
    >>> from presentation.texts import texts
    >>> said = lambda when: Event("", "", "", (), when, "", EventStatus.UNKNOWN, "", "")
    >>> [day(texts(Language.ZH), said(w)) for w in ("2019-04-24", "2020-05", "2017", "")]
    ['2019年4月24日', '2020年5月', '2017年', '日期不详']
    >>> day(texts(Language.EN), said("2019-04-24"))
    '24 Apr 2019'
    """
    when = event.when
    if not when:
        return t("ledger.date.unknown")
    key = ("year", "month", "day")[len(when) - 1]
    year, month, day_of = (*when, 0, 0)[:3]
    named = _text(t, "month", str(month))
    return t(f"ledger.date.{key}", year=year, month=named, day=day_of)


def english_words(plan: Plan) -> Mapping[str, str]:
    """Return what can be said of each clause in English: its section and its departments."""
    t = texts(Language.EN)
    found = {}
    for clause in plan.clauses:
        named = [department_text(t, name) for name in clause.departments]
        found[clause.clause_id] = "\n".join((_text(t, "section", clause.section_id), *named))
    return found


def _text(t: Texts, table: str, key: str) -> str:
    try:
        return t(f"ledger.{table}.{key}")
    except TextError:
        return key
