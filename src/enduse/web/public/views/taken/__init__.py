"""What others take along of a page: citations, feeds, cards, linked data, the map of the site."""
