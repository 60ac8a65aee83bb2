"""The site: Django lives here and nowhere else."""
