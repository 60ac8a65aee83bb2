"""Campaigns, rounds of letters, questions, and who answered what."""
