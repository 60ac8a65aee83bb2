"""Parties, products, transfers, incidents, restrictions, policies of states, and their sources."""
