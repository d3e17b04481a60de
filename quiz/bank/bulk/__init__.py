"""One change to many questions at once."""
