"""Readers of what a lab has of a device; each hands what it sees to the inspection."""
