"""The tables of a release. Each comment states the grain; tests reconcile them.

No foreign keys and no indexes: a release is written once, verified as a whole and then only
read, and the tables are ordered by the indicator that readers ask for.
"""

import sqlalchemy as sa

METADATA = sa.MetaData()


def _table(name: str, grain: str, *columns: sa.Column[object]) -> sa.Table:
    return sa.Table(name, METADATA, *columns, comment=grain)


def _text(name: str, *, key: bool = False, null: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.String, primary_key=key, nullable=null)


def _whole(name: str, *, key: bool = False, null: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Integer, primary_key=key, nullable=null, autoincrement=False)


def _real(name: str, *, null: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.Double, nullable=null)


def _flag(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Boolean, nullable=False)


def _day(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Date, nullable=False)


RELEASE = _table(
    "release", "one row: the release this file holds",
    _text("release_id", key=True), _text("fingerprint"),
    sa.Column("built_at", sa.DateTime, nullable=False),
    _whole("rows_read"), _whole("rows_observed"), _whole("rows_outside"), _whole("rows_set_aside"),
)  # fmt: skip
SOURCE = _table(
    "source", "one row a source file",
    _text("source_id", key=True), _text("title"), _text("publisher"), _text("kind"),
    _whole("priority"), _text("edition"), _day("released_on"), _text("licence"), _text("note"),
    _text("sha256"), _whole("rows_read"), _whole("rows_observed"), _whole("rows_outside"),
    _whole("rows_set_aside"),
)  # fmt: skip
AREA = _table(
    "area", "one row a reference area",
    _whole("position"), _text("code", key=True), _text("official_name"), _text("name_zh"),
    _text("name_en"), _text("level"), _text("roles"),
)  # fmt: skip
GOAL = _table(
    "goal", "one row a goal of the plan",
    _whole("position"), _text("goal_id", key=True), _text("phrase_zh"), _text("phrase_en"),
    _text("short_zh"), _text("short_en"), _text("domain"),
)  # fmt: skip
INDICATOR = _table(
    "indicator", "one row a catalogue entry, measures included",
    _whole("position"), _text("indicator_id", key=True), _text("name_zh"), _text("name_en"),
    _text("domain", null=True), _text("goal_id", null=True), _text("unit"), _whole("decimals"),
    _text("polarity"), _text("kind"), _text("source_label"), _text("scope"), _text("expression"),
    _text("note_zh"), _text("note_en"),
)  # fmt: skip
TARGET = _table(
    "target", "one row a target as its source states it",
    _whole("position", key=True), _text("indicator_id"), _text("ref_area"), _text("level"),
    _text("set_by_zh"), _text("set_by_en"), _text("form"), _whole("target_year"),
    _real("target_value"), _text("unit"), _whole("baseline_year", null=True), _text("nature"),
    _text("source_title"), _text("quote"), _text("note_zh"), _text("note_en"),
)  # fmt: skip
BREAK = _table(
    "break", "one row a break in a series",
    _whole("position", key=True), _text("indicator_id"), _text("ref_area"),
    _whole("first_year_after"), _text("kind"), _text("comparable"), _text("explanation_zh"),
    _text("explanation_en"),
)  # fmt: skip
CLAUSE = _table(
    "clause", "one row a clause of the plan",
    _whole("position"), _text("clause_id", key=True), _text("section_id"),
    _text("section_title"), _text("summary"), _text("named_projects"), _text("departments"),
    _text("cities"), _text("domains"), _text("goal_ids"), _text("indicator_ids"),
)  # fmt: skip
EVENT = _table(
    "event", "one row an event of a named project",
    _whole("position", key=True), _text("project_id"), _text("clause_id"), _text("project"),
    _text("cities"), _text("event_date"), _text("event"), _text("status_at_2020_end"),
    _text("source_title"), _text("source_url"),
)  # fmt: skip
OBSERVATION = _table(
    "observation", "one row an indicator, area, year and source: all vintages, winner marked",
    _text("indicator_id"), _text("ref_area"), _whole("time_period"), _real("obs_value", null=False),
    _text("unit_measure"), _text("obs_status"), _text("source_id"), _day("released_on"),
    _whole("priority"), _flag("is_winner"), _whole("source_row"), _text("citation"),
)  # fmt: skip
SERIES = _table(
    "series", "one row an indicator, area and year: the winning or derived value",
    _text("indicator_id"), _text("ref_area"), _whole("time_period"), _real("obs_value", null=False),
    _text("unit_measure"), _text("obs_status"), _text("source_id"),
)  # fmt: skip
ASSESSMENT = _table(
    "assessment", "one row an indicator, city of the plan, year looked at and target",
    _text("indicator_id"), _text("ref_area"), _whole("as_of"), _text("target_level", null=True),
    _text("form", null=True), _whole("target_number", null=True), _flag("headline"),
    _text("status"), _text("reason", null=True), _whole("value_year", null=True),
    _real("obs_value"), _whole("baseline_year", null=True), _real("baseline_value"),
    _real("required_value"), _real("completion"), _real("schedule"), _real("lead"),
    _real("change"), _real("peer_median"), _whole("peer_count", null=True),
)  # fmt: skip
FINDING = _table(
    "finding", "one row a finding of a source file",
    _text("source_id"), _whole("row"), _text("column"), _text("code"), _text("severity"),
    _text("cell"), _text("message_zh"), _text("message_en"), _text("cause"),
)  # fmt: skip
