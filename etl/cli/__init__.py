"""The command line of the ETL, one module a group of commands."""
