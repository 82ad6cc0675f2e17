"""How a local group comes to have pages, step by step, on the pages of the public and of the desk."""

from datetime import timedelta

import time_machine
from django.utils import timezone

from tests.journeys.visitors import Letters, Visitor, sweep

PASSWORD = "7-onions-in-a-Row!"
ADDRESS = "joan@allotments.example"


def apply(reader: Visitor, name: str) -> None:
    """Somebody of the public applies, and is told what is missing on the way."""
    with time_machine.travel(timezone.now() - timedelta(minutes=5)):
        reader.go("/groups/apply/")
    reader.look()
    reader.field("Name of the group").fill(name)
    reader.press("Apply")
    reader.sees("There is a problem", "Give your name.")
    reader.look()
    reader.field("What kind of group is it?").select_option(label="Gardens and nature")
    reader.field("What is the group for?").fill("We look after the allotments, and everybody can join in.")
    reader.field("Who leads the group?").fill("Joan Pettifer, chair")
    reader.field("Who will look after its pages?").fill("Joan Pettifer")
    reader.field("Your name").fill("Joan Pettifer")
    reader.field("Your e-mail address").fill(ADDRESS)
    reader.field("We have read these conditions and accept them").check()
    reader.press("Apply")
    reader.is_headed("Thank you")
    reader.look()


def approve(clerk: Visitor, name: str) -> None:
    """The Clerk puts the application to the Council, and records what it decides."""
    clerk.go("/desk/")
    clerk.follow(f"Look at the application: {name}")
    clerk.follow("Put to the Council")
    clerk.press("Put it to the Council")
    clerk.sees("Waits for the Council’s approval")
    clerk.follow("Record the approval")
    clerk.press("Record the approval")
    clerk.look()


def join(reader: Visitor, letters: Letters, scanner: Visitor) -> None:
    """Whoever applied takes up the invitation that came by mail, which a scanner of mail has opened before."""
    sweep()
    found = [one for one in letters.arrived if one["To"] == ADDRESS and "Look after" in one["Subject"]]
    link = next(line for line in found[-1].get_content().splitlines() if "/groups/invitation/" in line)
    for _ in range(2):
        scanner.go(link)
    reader.go(link)
    reader.look()
    reader.field("Choose a password").fill(PASSWORD)
    reader.press("Take up the invitation")
