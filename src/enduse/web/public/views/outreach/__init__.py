"""Campaigns, rounds of letters, and what became of each letter."""
