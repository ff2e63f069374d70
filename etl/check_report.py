"""What is said about one file that was checked, in the words of the contract."""

from dataclasses import asdict, dataclass, field

from etl.changes import Changes, Missing
from etl.comparison import FigureChange
from etl.corrections import Correction
from etl.findings import Finding, Severity
from etl.lights import LightChange
from etl.listed_repairs import Repair

TARGETS = "targets"
"""Shape of a targets file."""


@dataclass(frozen=True)
class CheckReport:
    """Everything said about one file; `accepted` means no error, warnings need a reason."""

    file: str
    encoding: str | None
    shape: str | None
    rows: int = 0
    observations: int = 0
    repairs: tuple[Repair, ...] = ()
    findings: tuple[Finding, ...] = ()
    changes: Changes = field(default_factory=lambda: Changes(0, 0, 0))
    lights: tuple[LightChange, ...] = ()
    readable: bool = True
    corrected: tuple[Correction, ...] = ()
    """Columns that were read as an analyst has said."""
    differing: tuple[FigureChange, ...] = ()
    """The stored figures that the file would change, the largest changes first."""
    missing: tuple[Missing, ...] = ()
    """Figures the file's cities had the year before, and neither it nor the release has."""

    @property
    def accepted(self) -> bool:
        """No finding is an error."""
        return self.readable and all(f.severity is not Severity.ERROR for f in self.findings)

    @property
    def exit_code(self) -> int:
        """0 nothing, 1 warnings, 2 refused, 3 unreadable."""
        if not self.readable:
            return 3
        if not self.accepted:
            return 2
        return int(any(f.severity is Severity.WARNING for f in self.findings))

    def as_json(self) -> dict[str, object]:
        """Return the report in the words of the contract."""
        hidden = {"readable", "corrected", "differing", "missing", "findings", "file"}
        plain = {key: value for key, value in asdict(self).items() if key not in hidden}
        own = {"source_id", "suggestion_en"}
        findings = [{k: v for k, v in asdict(f).items() if k not in own} for f in self.findings]
        return {"file": self.file, "accepted": self.accepted, **plain, "findings": findings}
