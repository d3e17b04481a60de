"""What changes staff: one file per thing that changes."""
