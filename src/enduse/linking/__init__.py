"""Entries of one register that may be the same party: proposals, decisions, parties."""
