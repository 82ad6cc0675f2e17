"""The council's people on the desk: who is who, what each did, the council's own page, and one's notifications."""
