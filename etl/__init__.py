"""How a file becomes observations: reading, mapping, validation, provenance, pipeline.

Whole columns at a time, in an in-memory DuckDB that serves as the column engine. Where the
results are kept is storage's business; what they mean is that of indicators.
"""
