"""Section 督查: what the plan asks of whom, and what was done."""
