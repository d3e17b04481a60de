"""`python -m quiz.cli` is `quiz`."""

from quiz.cli import main

main()
