"""How far a publication has come, in the reader's words."""

from dataclasses import dataclass

from streamlit.delta_generator import DeltaGenerator

from presentation.texts import Texts

_SHARES = {"read": (0.05, 0.6), "series": (0.6, 0.8), "write": (0.8, 1.0), "done": (1.0, 1.0)}


@dataclass(frozen=True)
class Progress:
    """Told stage, steps done and steps in all; fills a line of the page."""

    t: Texts
    line: DeltaGenerator

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show how far it is."""
        start, end = _SHARES[stage]
        share = start + (end - start) * done / max(total, 1)
        name = self.t(f"upload.stage.{stage}", done=done, total=total)
        self.line.progress(min(share, 1.0), text=self.t("upload.publishing", stage=name))
