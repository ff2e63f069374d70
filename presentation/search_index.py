"""Everything that can be searched for, made once a release: names, words, ways to type them."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path

from indicators.language import Language
from indicators.projects import Project, projects_by_clause
from presentation.glosses import of_clause, of_project
from presentation.ledger_words import STAGES, department_text, english_words
from presentation.pinyin import Readings, readings
from presentation.texts import texts
from storage.reading import ReleaseReader

WORDS = Path(__file__).with_name("search_words.toml")


class Kind(StrEnum):
    """What is found, in the order in which it is shown."""

    INDICATOR = "indicator"
    CITY = "city"
    PROJECT = "project"
    CLAUSE = "clause"
    DEPARTMENT = "department"
    STAGE = "stage"
    """A state of projects: the ledger narrowed to it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to be found; `words` are further words that lead to it.

    `key` is the indicator, city, clause or department; `project` is set for projects.
    """

    kind: Kind
    key: str
    zh: str
    en: str
    words: str
    readings: Readings
    project: Project | None = None


@lru_cache(maxsize=2)
def index(reader: ReleaseReader) -> tuple[Entry, ...]:
    """Return all entries of a release in order; two releases, as pages may still use the last."""
    named = (*_indicators(reader), *_cities(reader), *_ledger(reader), *_departments(reader))
    return (*named, *_stages())


def _entry(kind: Kind, key: str, zh: str, en: str = "", words: str = "") -> Entry:
    return Entry(kind, key, zh, en, words.casefold(), readings(zh))


@cache
def further() -> Mapping[str, Mapping[str, str]]:
    """Return the words that lead to indicators, departments and states of projects, read once."""
    return tomllib.loads(WORDS.read_text(encoding="utf-8"))


def _indicators(reader: ReleaseReader) -> Iterator[Entry]:
    for i, one in reader.catalogue.indicators.items():
        words = f"{i}\n{one.source_label}\n{further()['indicator'].get(i, '')}"
        yield _entry(Kind.INDICATOR, i, one.name.zh, one.name.en, words)


def _cities(reader: ReleaseReader) -> Iterator[Entry]:
    for city in reader.plan_cities:
        yield _entry(Kind.CITY, city.code, city.official_name, city.name.en, city.code)


def _ledger(reader: ReleaseReader) -> Iterator[Entry]:
    plan = reader.plan
    english = english_words(plan)
    projects = projects_by_clause(plan.clauses, plan.events)
    for clause in plan.clauses:
        for project in projects[clause.clause_id]:
            words = "\n".join((project.project_id, *project.named))
            yield Entry(
                Kind.PROJECT,
                clause.clause_id,
                project.name,
                of_project(project.project_id),
                words.casefold(),
                readings(project.name),
                project,
            )
        section = english[clause.clause_id].split("\n", 1)[0]
        words = f"{clause.clause_id}\n{clause.section_title}\n{section}"
        yield _entry(
            Kind.CLAUSE, clause.clause_id, clause.summary, of_clause(clause.clause_id), words
        )


def _departments(reader: ReleaseReader) -> Iterator[Entry]:
    chinese, english = texts(Language.ZH), texts(Language.EN)
    for name in dict.fromkeys(d for c in reader.plan.clauses for d in c.departments):
        zh, en = department_text(chinese, name), department_text(english, name)
        words = f"{name}\n{further()['department'].get(name, '')}"
        yield _entry(Kind.DEPARTMENT, name, zh, en, words)


def _stages() -> Iterator[Entry]:
    chinese, english = texts(Language.ZH), texts(Language.EN)
    for stage in STAGES:
        zh, en = (t(f"ledger.stage.{stage}") for t in (chinese, english))
        words = f"{zh}项目\n{en} projects\n{further()['stage'][stage]}"
        yield _entry(Kind.STAGE, stage, zh, en, words)
