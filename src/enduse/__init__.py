"""Who gets surveillance technology, under whose licence, and what it is used for."""

__version__ = "0.1.0"
