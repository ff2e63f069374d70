"""Days and times as readers see them: in their own time zone, the same in both languages."""

from datetime import datetime, tzinfo


def moment(at: datetime, zone: tzinfo) -> str:
    """Write a time that has a zone of its own.

    >>> from datetime import UTC, timedelta, timezone
    >>> moment(datetime(2021, 3, 4, 22, 30, tzinfo=UTC), timezone(timedelta(hours=8)))
    '2021-03-05 06:30'
    """
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"


def zone_name(at: datetime, zone: tzinfo) -> str:
    """Name a zone by its distance from UTC.

    >>> from datetime import UTC, timedelta, timezone
    >>> zone_name(datetime(2021, 3, 4, tzinfo=UTC), timezone(timedelta(hours=5, minutes=30)))
    'UTC+5:30'
    """
    offset = at.astimezone(zone).utcoffset()
    minutes = round(offset.total_seconds() / 60) if offset else 0
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    sign = "+" if minutes > 0 else "\u2212"
    return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")
