"""Numbers on pages against the export of the same release, worked out again on their own."""
