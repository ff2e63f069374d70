"""A folder with two submissions, one of them withdrawn, and what operators ask about it."""

import random
import shutil
from pathlib import Path

import pytest

from etl import operations
from etl.care.repair import Repaired, repair
from etl.care.verify import verify
from etl.operations import Office
from storage.warehouse import Warehouse
from tests.crafted import Folder, a_copy, silent

WHY = "核对过原始报表"


class Kept(Folder):
    """A folder with everything that an installation keeps."""

    @property
    def office(self) -> Office:
        return Office(self.root, Warehouse(self.warehouse), 2016)

    def damage(self) -> list[str]:
        """What `verify` says; each one sentence that ends with what to do."""
        said = [str(damage) for damage in verify(self.office)]
        assert [s for s in said if "\n" in s or "; " not in s] == []
        return said

    def repair(self) -> Repaired:
        return repair(self.office, silent)

    def hand_in(self, year: int, value: float) -> str:
        table = f"地区,指标,年份,数值,单位\n晋城市,一般公共预算收入,{year},{value},亿元\n"
        done = operations.submit(
            self.office, table.encode(), "revenue.csv", by="li", reason=WHY, report=silent
        )
        return done.submission.submission_id

    @property
    def release(self) -> Path:
        return self.office.warehouse.path(self.office.warehouse.current())

    def submissions(self) -> dict[str, bytes]:
        """Every file of the submissions but locks, by name."""
        found = (p for p in (self.root / "uploads").rglob("*") if p.is_file())
        return {str(p.relative_to(self.root)): p.read_bytes() for p in found if p.name != ".lock"}


@pytest.fixture(scope="session")
def kept_once(built_once: Folder, tmp_path_factory: pytest.TempPathFactory) -> Kept:
    kept = Kept(a_copy(built_once, tmp_path_factory.mktemp("kept") / "folder").root)
    first = kept.hand_in(2017, 7)
    kept.hand_in(2018, 8)
    operations.withdraw(kept.office, first, by="li", reason=WHY, report=silent)
    return kept


@pytest.fixture
def kept(kept_once: Kept, tmp_path: Path) -> Kept:
    """The same for one test alone, which may spoil it."""
    return Kept(Path(shutil.copytree(kept_once.root, tmp_path / "kept")))


@pytest.fixture
def chance() -> random.Random:
    return random.Random(122)
