"""What a worker keeps in memory of one release, and throws away with it."""
