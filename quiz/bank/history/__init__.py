"""Every version of a question: kept when it is written, compared, and taken back."""
