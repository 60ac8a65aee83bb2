"""The forms of the public pages; each is sent by GET, so that its address can be shared."""
