"""Who may see, check, publish, withdraw and go back: roles, accounts, sessions, sign-in.

What is asked most is re-exported: an `Identity`, what it `may` do, and `require` for where the
work is done. Nothing here knows Streamlit, the pages or the settings file; what shows a form or
reads a cookie stands in `pages/access/`.
"""

from access.identity import ANONYMOUS, Identity, operator
from access.permissions import NotAllowed, Permission, Reason, Role, may, require

__all__ = [
    "ANONYMOUS",
    "Identity",
    "NotAllowed",
    "Permission",
    "Reason",
    "Role",
    "may",
    "operator",
    "require",
]
