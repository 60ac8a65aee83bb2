"""Countries, technologies, incidents and policies: lists that filter, and a page for each."""
