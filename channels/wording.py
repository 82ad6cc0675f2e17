"""What is to be done, what was done and why not, in words for the person, with the rule it rests on."""

from django.utils.timezone import localtime

from accounts.dates import say_when
from channels.life import Act, State, Task
from channels.models import Delivery
from channels.places import host_of
from policies.rules import Rules
from policies.rules import meaning as means
from policies.rules.schema import ChannelKind, Source

DID = {Task.PUBLISH: "put out by hand", Task.CORRECT: "put right by hand", Task.WITHDRAW: "taken down by hand"}
# What was done: on a page, and with what is sent to people.
BUTTONS = {
    Task.PUBLISH: ("It is out", "It is sent"),
    Task.CORRECT: ("It is put right", "The correction is sent"),
    Task.WITHDRAW: ("It is taken down", "Everybody has been told"),
}

# What is special about a channel. Where nothing stands here, the page itself says enough.
HOW = {
    (Task.PUBLISH, ChannelKind.EMAIL): "Send it from the council’s own address to those who asked for its news.",
    (Task.PUBLISH, ChannelKind.PRESS): "Send it from the council’s own address to the newspapers and stations.",
    (Task.PUBLISH, ChannelKind.INSTAGRAM): "Instagram takes no text without a picture.",
    (Task.CORRECT, ChannelKind.X): "X lets few accounts change a post. If yours cannot, delete it and post anew.",
    (Task.CORRECT, ChannelKind.EMAIL): (
        "What was sent cannot be changed. Send the new text to the same people; begin the subject with “Correction”."
    ),
    (Task.CORRECT, ChannelKind.PRESS): "Send the new text to everybody who had the old one, and call it a correction.",
    (Task.WITHDRAW, ChannelKind.EMAIL): (
        "What was sent cannot be called back. Tell the same people that it no longer holds."
    ),
    (Task.WITHDRAW, ChannelKind.PRESS): "Tell everybody who had it that the council withdraws it.",
}


def how(delivery: Delivery) -> str:
    return HOW.get((Task(delivery.task), ChannelKind(delivery.kind)), "")


def button(delivery: Delivery) -> str:
    return BUTTONS[Task(delivery.task)][delivery.is_sent]


def what_happened(delivery: Delivery) -> str:
    """What was done and where the thing is now, for the message on the next page."""
    match delivery.state:
        case State.DROPPED:
            return f"“{delivery}” is dropped: nobody has to do it any more. The reason is on the record."
        case State.WAITING:
            return f"“{delivery}” waits again to be done by hand."
        case _:
            return f"“{delivery}”: noted with your name. {button(delivery)}."


def is_elsewhere(delivery: Delivery) -> str:
    """The warning that an address does not look like the channel's."""
    return (
        f"The address that you pasted is on {host_of(delivery.address)}, not on {delivery.name}. If that is wrong, "
        "open it below under “Done lately”, take it back and note it again."
    )


def not_now(act: Act, delivery: Delivery) -> str:
    """Why `act` cannot be done in the state that the delivery is in, and who brought it there."""
    if delivery.state == State.DONE and delivery.done_by and act is not Act.REOPEN:
        when = say_when(localtime(delivery.since), localtime())
        return f"{delivery.done_by.name} has done this already and noted it {when}. Nothing has changed."
    if delivery.state == State.DONE:
        return "It has been put right or withdrawn since, so it cannot be reopened. Nothing has changed."
    state = State(delivery.state).label.lower()
    return f"That cannot be done now: it is “{state}”. Nothing has changed."


def not_yours(rules: Rules | None) -> tuple[str, Source | None]:
    """Why this person may not do it, and the rule that says so."""
    if rules is None:
        return "No policy is in force, so nobody can do this.", None
    return f"Only {means.who_operates_accounts(rules)} can use the official accounts.", means.source_of_operating(rules)
