"""The pages that readers see; no models."""
