"""The public pages: each view fetches, asks the core, renders."""
