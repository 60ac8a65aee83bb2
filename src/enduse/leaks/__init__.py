"""Leaked lists of targets: sealed, read by the plans of their time, told in safe counts.

Nothing here reads a clock, the network or a setting, and nothing is written: bytes go in and
out.
"""
