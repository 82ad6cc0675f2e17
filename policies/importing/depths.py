"""How deep an item of a list stands, told by how far it is indented."""

from policies.importing.blocks import Block, Kind


class Depths:
    """Remembers where the items around the present one begin; `tolerance` is what still counts as the same place."""

    def __init__(self, tolerance: float) -> None:
        self.tolerance = tolerance
        self.places: list[float] = []

    def at(self, left: float) -> int:
        """The depth of an item that begins there, 0 for the outermost."""
        while self.places and left < self.places[-1] - self.tolerance:
            self.places.pop()
        if not self.places or left > self.places[-1] + self.tolerance:
            self.places.append(left)
        return len(self.places) - 1

    def forget(self) -> None:
        """The list has ended."""
        self.places.clear()


def below_number(blocks: list[Block]) -> int:
    """The depth of a paragraph with a number like 3.1.1: within the item that stands before it, where one does."""
    last = blocks[-1] if blocks else None
    return int(last is not None and (last.kind is Kind.NUMBER or last.level > 0) and last.kind is not Kind.HEADING)
