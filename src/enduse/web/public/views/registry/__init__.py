"""Parties, products, transfers, restrictions and sources: lists that filter, and profiles."""
