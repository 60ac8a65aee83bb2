"""Names -> the parties they may be."""
