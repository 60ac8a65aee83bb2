"""The public site as plain files: made, signed, served in editions, and checked."""
