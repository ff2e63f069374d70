"""What the server does beside pages: headers on every answer, the status line, the log."""
