"""What leads an event without a host: a timetable, and the step that is next."""
