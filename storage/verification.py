"""What must hold in a release before it becomes the current one."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from storage import tables as t
from storage.engines import open_for_reading

_OBS, _SER, _ASS = t.OBSERVATION.c, t.SERIES.c, t.ASSESSMENT.c
_DERIVED = "derived"


def verify_release(path: Path) -> list[str]:
    """Return one sentence for each rule that the release breaks; none when it is sound."""
    engine = open_for_reading(path)
    try:
        with engine.connect() as connection:
            return [sentence for sentence, wrong in _checks() if connection.scalar(wrong)]
    except sa.exc.DBAPIError:
        return ["the file cannot be read as a release"]
    finally:
        engine.dispose()


def _checks() -> Iterator[tuple[str, sa.Select[int]]]:
    """Yield each rule with a query that counts what breaks it."""
    release = t.RELEASE.c
    one = sa.select(sa.func.abs(sa.func.count() - 1)).select_from(t.RELEASE)
    yield "the release does not say which one it is", one
    rest = release.rows_observed + release.rows_outside + release.rows_set_aside
    yield "rows read are not all accounted for", _count(t.RELEASE, release.rows_read != rest)
    kept = sa.select(sa.func.count()).select_from(t.OBSERVATION).scalar_subquery()
    yield "observations are missing", _count(t.RELEASE, release.rows_observed != kept)
    key = (_OBS.indicator_id, _OBS.ref_area, _OBS.time_period)
    yield "an observation stands twice", _twice(*key, _OBS.source_id)
    yield "a key has not exactly one winner", _not_one_winner()
    yield "a winner is missing from the series", _lost_winners()
    yield "a series value stands twice", _twice(_SER.indicator_id, _SER.ref_area, _SER.time_period)
    yield "a series value has no source", _unknown(_SER.source_id, t.SOURCE.c.source_id)
    yield "an indicator is not catalogued", _unknown(_OBS.indicator_id, t.INDICATOR.c.indicator_id)
    yield "an area is unknown", _unknown(_OBS.ref_area, t.AREA.c.code)
    heads = sa.func.sum(sa.cast(_ASS.headline, sa.Integer))
    light = (_ASS.indicator_id, _ASS.ref_area, _ASS.as_of)
    yield "a light has not exactly one headline", _groups(*light, having=heads != 1)


def _lost_winners() -> sa.Select[int]:
    """Count winners whose key the series lacks.

    Areas and indicators are held against each other by their numbers, which takes a third of the
    time for a whole country; those that have none break a rule of their own.
    """
    winners = _numbered(t.OBSERVATION).where(_OBS.is_winner).subquery()
    kept = _numbered(t.SERIES).subquery()
    same = sa.and_(*(kept.c[column.name] == column for column in winners.c))
    lost = ~sa.exists().where(same)
    return sa.select(sa.func.count()).select_from(winners).where(lost)


def _numbered(table: sa.Table) -> sa.Select[Any]:
    indicator = t.INDICATOR.c.indicator_id == table.c.indicator_id
    area = t.AREA.c.code == table.c.ref_area
    number, place = t.INDICATOR.c.position, t.AREA.c.position
    chosen = sa.select(number.label("indicator"), place.label("area"), table.c.time_period)
    return chosen.select_from(table.join(t.INDICATOR, indicator).join(t.AREA, area))


def _not_one_winner() -> sa.Select[int]:
    """Count keys with two winners, and those with none where no derived value stands instead."""
    key = (_OBS.indicator_id, _OBS.ref_area, _OBS.time_period)
    winners = sa.func.sum(sa.cast(_OBS.is_winner, sa.Integer)).label("winners")
    keys = sa.select(*key, winners).group_by(*key).subquery()
    same = sa.and_(*(_SER[column.name] == keys.c[column.name] for column in key))
    instead = sa.exists().where(same, _SER.source_id == _DERIVED)
    wrong = sa.or_(keys.c.winners > 1, sa.and_(keys.c.winners == 0, ~instead))
    return sa.select(sa.func.count()).select_from(keys).where(wrong)


def _count(table: sa.Table, wrong: sa.ColumnElement[bool]) -> sa.Select[int]:
    return sa.select(sa.func.count()).select_from(table).where(wrong)


def _groups(*key: sa.ColumnElement[object], having: sa.ColumnElement[bool]) -> sa.Select[int]:
    groups = sa.select(*key).group_by(*key).having(having).subquery()
    return sa.select(sa.func.count()).select_from(groups)


def _twice(*key: sa.ColumnElement[object]) -> sa.Select[int]:
    return _groups(*key, having=sa.func.count() > 1)


def _unknown(column: sa.ColumnElement[object], known: sa.ColumnElement[object]) -> sa.Select[int]:
    wrong = sa.and_(column.not_in(sa.select(known)), column != _DERIVED)
    return sa.select(sa.func.count()).where(wrong)
