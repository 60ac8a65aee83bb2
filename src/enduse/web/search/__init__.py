"""Search: what is indexed, what is asked, and what answers it best."""
