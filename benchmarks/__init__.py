"""How fast the desk is, beside the least that Django can do on the same machine in the same run: `make bench`."""
