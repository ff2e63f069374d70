"""Section 进展: how far the three cities have come."""
