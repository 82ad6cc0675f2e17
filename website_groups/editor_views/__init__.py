"""The pages on which the editors of a group look after it. Whose group or thing it is not, finds nothing there."""
