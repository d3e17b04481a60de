"""Moodle's text format GIFT: https://docs.moodle.org/en/GIFT_format."""
