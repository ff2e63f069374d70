"""The sizes a picture comes in; known without loading what draws it."""

from enum import StrEnum


class Form(StrEnum):
    """Sizes of a picture."""

    WIDE = "wide"
    """1920×1080, for a screen."""
    A4 = "a4"
    """A page, upright."""
    FIGURE = "figure"
    """The charts alone, for a report."""
