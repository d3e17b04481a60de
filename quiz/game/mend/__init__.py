"""Mend: a counted round judged again by another key, weight or verdict, without a pause.

What changes is found outside of any lock and written aside in slices; one short transaction then
switches answers, standings and boards together.
"""
