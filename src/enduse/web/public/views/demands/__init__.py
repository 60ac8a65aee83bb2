"""Statements, where the addressees of their demands stand, and pledges."""
