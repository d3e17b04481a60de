"""Where the pages about staff themselves live.

Flask-Security's own views are not used: they know neither a language in the path, nor a row for
each browser, nor invitations, and every form and message would have been replaced. What is used
is what it is trusted for: hashes, signing in, the datastore.
"""

from flask import Blueprint

account = Blueprint("account", __name__, url_prefix="/<lang>/account")
