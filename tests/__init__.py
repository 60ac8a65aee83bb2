"""Tests mirror src; `tests.build` holds what they start from."""
