"""What a museum's own look is, on the overlays and the room's screen of an event."""
