"""What others take along of a page: citations, cards, linked data."""
