"""Where a release is kept: tables, releases and the pointer, reading back into domain types.

The only layer that knows the database's dialect.
"""
