"""How an installation is: which release is shown, how old it is, when something was last handed in.

For operators and their monitoring. Names of people and contents of files are no part of it.
"""

from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from etl import audit
from etl.operations import Office
from storage.reading import open_release
from storage.warehouse import WarehouseDamaged, WarehouseProblem


@dataclass(frozen=True, slots=True)
class InstallationStatus:
    """What is known now; times are UTC, ages in seconds, empty where there is nothing."""

    state: str
    """`ok`, `no_release` or `damaged`."""
    release: str | None = None
    built_at: str | None = None
    age_seconds: int | None = None
    data_as_of: str | None = None
    submissions: int = 0
    last_submission_at: str | None = None

    def as_line(self) -> str:
        """Return it as `key=value` on one line.

        >>> InstallationStatus("no_release").as_line()
        'state=no_release submissions=0'
        """
        found = asdict(self).items()
        return " ".join(f"{key}={value}" for key, value in found if value is not None)


def status(office: Office, now: datetime | None = None) -> InstallationStatus:
    """Return how an installation is now; a damaged one has a status, too."""
    moment = now or datetime.now(UTC)
    try:
        handed_in = [e for e in audit.read(office.uploads) if e.action == "submit"]
    except OSError:
        handed_in = []
    last = handed_in[-1].at if handed_in else None
    try:
        store = office.warehouse
        reader = open_release(store, store.current())
    except WarehouseProblem as problem:
        state = "damaged" if isinstance(problem, WarehouseDamaged) else "no_release"
        return InstallationStatus(state, submissions=len(handed_in), last_submission_at=last)
    try:
        built = reader.info.built_at.replace(tzinfo=UTC)
        return InstallationStatus(
            state="ok",
            release=reader.release_id,
            built_at=built.isoformat(),
            age_seconds=max(0, int((moment - built).total_seconds())),
            data_as_of=reader.data_as_of.isoformat(),
            submissions=len(handed_in),
            last_submission_at=last,
        )
    except WarehouseDamaged:
        return InstallationStatus("damaged", submissions=len(handed_in), last_submission_at=last)
    finally:
        reader.close()
