"""The same work over many rows: processes on one machine."""
