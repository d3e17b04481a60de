"""How long and how large anything from outside may be, asked before any work is done on it. Pure.

Lengths are in code points unless a name says otherwise.
"""

KIB = 1_024
# A larger number fits no column of ours, on either database.
LARGEST_NUMBER = 2**63 - 1

# Bytes of a body: a bank of some thousand questions; a form without a file; a player's form.
FILE_BYTES = 5_000_000
FORM_BYTES = 1_000_000
PLAYER_FORM_BYTES = 8 * KIB

# A name as it was typed, then in Unicode's compatibility form, where one sign may become eighteen.
NICKNAME_TYPED = 200
NICKNAME = 60

# Errors of a file that are listed; of the others their number is said.
PROBLEMS = 50

# A part of a path, such as a code, a token or a file's name.
PATH_PART = 200
# Where a page may send a browser, in all; and where to go back to after signing in.
LOCATION = 1_000
NEXT = 500
# What is searched for.
SEARCH = 80

# Simulated players that a console sends into a rehearsal: one process of a machine that serves
# phones too plays them all.
SIMULATED_PLAYERS = 1_000
