"""Open letters and pledges: who joined, what they demand, and where addressees stand."""
