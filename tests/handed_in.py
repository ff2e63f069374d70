"""What offices hand in: small files, and the operations on them in a test's own folder."""

from collections.abc import Mapping

from etl.operations import Office, Receipt, submit
from etl.submissions import all_submissions
from storage.reading import ReleaseReader
from storage.warehouse import Warehouse
from tests.crafted import Folder, figures, silent

REASON = "核对过原始报表"


def an_office(folder: Folder) -> Office:
    """Where the folder's submissions and releases are."""
    return Office(folder.root, Warehouse(folder.warehouse), 2016)


def a_file(values: Mapping[int, object]) -> bytes:
    """Jincheng's budget revenue by year, as an office would write it."""
    lines = [f"晋城市,一般公共预算收入,{year},{value},亿元" for year, value in values.items()]
    return "\n".join(["地区,指标,年份,数值,单位", *lines, ""]).encode()


def hand_in(
    folder: Folder, values: Mapping[int, object], by: str = "li", name: str = "revenue.csv"
) -> Receipt:
    """Publish a small file."""
    return submit(an_office(folder), a_file(values), name, by=by, reason=REASON, report=silent)


def counting(folder: Folder) -> list[str]:
    """The submissions that count, as the files say."""
    every = all_submissions(folder.root / "uploads")
    return [s.submission_id for s in every if not s.withdrawn]


def in_release(folder: Folder) -> list[str]:
    """The submissions that count, as the current release says."""
    reader: ReleaseReader = folder.reader()
    try:
        return sorted(s[8:] for s in reader.sources if s.startswith("uploads/"))
    finally:
        reader.close()


def current(folder: Folder) -> tuple[str, dict[int, float]]:
    """The current release and what it says of the budget revenue."""
    return Warehouse(folder.warehouse).current(), figures(folder)
