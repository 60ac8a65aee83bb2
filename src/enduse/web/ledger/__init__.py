"""Licences and the events in their life, and what the registers of authorities say."""
