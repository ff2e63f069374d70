"""What was published, by whom and why, and the way back."""

from pages.frame.context import Context


def render(context: Context) -> None:
    """Show the page for the view `context` describes."""
