"""What of meetings and accounts is due or late, for those who look after it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from accounts.dates import say_day
from accounts.models import Council, Meeting, User
from accounts.permissions import can_keep_committees
from policies import transparency
from policies.rules.schema import ItemKind, Source, SourceKind
from policies.standing import standing_of
from policies.statutory_days import NOTICE, agenda_by, clear_days, law_on_notice
from posts.kinds import finance
from posts.kinds.meetings import without
from posts.kinds.shown import Website, website_under
from posts.particulars import MINUTES, Part

AHEAD = timedelta(days=30)
BACK = timedelta(days=400)
A_MONTH = relativedelta(months=1)
NOTICE_OF_A_COMMITTEE = "Public Bodies (Admission to Meetings) Act 1960, section 1(4), on the notice of committees"
SHOWN = 50


@dataclass(frozen=True)
class Task:
    """One thing to be put out. `source` is the rule by which it is due."""

    words: str
    why: str
    url: str
    due: date | None = None
    is_late: bool = False
    source: Source | None = None


def waiting_for(user: User) -> tuple[Task, ...]:
    """What waits for a keeper of meetings and accounts, late things first; nothing for others, without a query."""
    if not can_keep_committees(user):
        return ()
    website, now = website_under(standing_of(user).rules), timezone.now()
    found = [*agendas(website, now), *minutes(website, now), *_accounts(website, timezone.localdate(now))]
    return tuple(sorted(found, key=lambda task: (not task.is_late, task.due or date.max)))


def rule_on_notice(meeting: Meeting, council: Council) -> Source | None:
    """By which rule the agenda of this meeting goes out three clear days before; None where we know of none."""
    law = law_on_notice(council.nation)
    if not meeting.committee:
        return Source(kind=SourceKind.LAW, place=law) if law else None
    if _is_smallest(council):
        return Source(kind=SourceKind.LAW, place=transparency.SMALLER)
    return Source(kind=SourceKind.LAW, place=NOTICE_OF_A_COMMITTEE) if law else None


def agenda_task(meeting: Meeting, council: Council, day: date) -> Task | None:
    """“Put the agenda out by Thursday 12 March: three clear days …”; None where no rule that we know asks for it."""
    source = rule_on_notice(meeting, council)
    if source is None:
        return None
    meets = timezone.localdate(meeting.starts_at)
    due = agenda_by(meets, council.nation)
    words = f"Put the agenda out by {say_day(due)}: {meeting.name}, {say_day(meets)}"
    if day <= due:
        why = "Three clear days lie between that day and the meeting; Sundays and holidays are none."
        return Task(words, why, write_url(meeting, Part.AGENDA), due, source=source)
    left = clear_days(day, meets, council.nation)
    why = f"It is late: put out today, it leaves {left} clear day{'' if left == 1 else 's'} instead of {NOTICE}."
    return Task(words, why, write_url(meeting, Part.AGENDA), due, is_late=True, source=source)


def minutes_task(meeting: Meeting, council: Council, day: date) -> Task | None:
    """Draft minutes within a month, where the code for the smallest councils binds; None elsewhere."""
    if not _is_smallest(council):
        return None
    met = timezone.localdate(meeting.starts_at)
    due = met + A_MONTH
    words = f"Put the draft minutes out by {say_day(due)}: {meeting.name}, {say_day(met)}"
    why = "That day has passed." if day > due else "Within a month of the meeting."
    source = Source(kind=SourceKind.LAW, place=transparency.SMALLER)
    return Task(words, why, write_url(meeting, Part.DRAFT_MINUTES), due, is_late=day > due, source=source)


def agendas(website: Website, now: datetime, only: Meeting | None = None) -> Iterator[Task]:
    """The agendas that are due within a month, or of one meeting, and neither out nor on their way."""
    if website.council is None or ItemKind.AGENDAS not in website.shown.kinds:
        return
    these = Q(pk=only.pk) if only else Q(starts_at__lte=now + AHEAD)
    soon = Meeting.objects.whole().filter(these, starts_at__gte=now, is_called_off=False)
    for meeting in soon.filter(without(Q(part=Part.AGENDA)))[:SHOWN]:
        if task := agenda_task(meeting, website.council, timezone.localdate(now)):
            yield task


def minutes(website: Website, now: datetime, only: Meeting | None = None) -> Iterator[Task]:
    """The minutes of the last year, or of one meeting, that a law wants out and that are not even on their way."""
    if website.council is None or not _is_smallest(website.council):
        return
    these = Q(pk=only.pk) if only else Q(starts_at__gte=now - BACK)
    past = Meeting.objects.whole().over(now).filter(these)
    for meeting in past.filter(without(Q(part__in=MINUTES)))[:SHOWN]:
        task = minutes_task(meeting, website.council, timezone.localdate(now))
        if task and kind_of_minutes(meeting) in website.shown.kinds:
            yield task


def next_task(meeting: Meeting, website: Website, now: datetime) -> Task | None:
    """What is to be put out of this one meeting next, as far as a rule that we know asks for it."""
    of_this = [*agendas(website, now, meeting), *minutes(website, now, meeting)]
    return of_this[0] if of_this else None


def kind_of_minutes(meeting: Meeting) -> ItemKind:
    return ItemKind.COMMITTEE_MINUTES if meeting.committee_id else ItemKind.MINUTES


def write_url(meeting: Meeting, part: Part) -> str:
    """Where such a paper of the meeting is begun."""
    kind = kind_of_minutes(meeting) if part in MINUTES else ItemKind.AGENDAS
    day = say_day(timezone.localdate(meeting.starts_at))
    titles = {Part.AGENDA: "Agenda", Part.DRAFT_MINUTES: "Draft minutes", Part.APPROVED_MINUTES: "Minutes"}
    title = f"{titles[part]}: {meeting.name}, {day}" if part in titles else ""
    asked = {"kind": kind.value, "meeting": meeting.pk, "part": part.value, "title": title}
    return f"{reverse('posts:write')}?{urlencode(asked)}"


def _accounts(website: Website, day: date) -> Iterator[Task]:
    """One line for all of them: the page it leads to has each."""
    if not website.shown.finance:
        return
    url = reverse("kinds:desk_finance")
    if finance.is_to_be_asked(website.council):
        yield Task("Say how large the council’s turnover is", "What the law has it publish depends on that.", url)
        return
    accounts = finance.accounts_on(day, website.council)
    if missing := accounts.missing:
        words = "Publish what the law asks for: " + ", ".join(duty.item.title for duty in missing[:3])
        more = f" and {len(missing) - 3} more" if len(missing) > 3 else ""
        yield Task(words + more, "Not on the website.", url, min(duty.due for duty in missing), True, missing[0].law)
    elif soon := accounts.soon:
        yield Task(f"Publish soon: {soon[0].item.title}", soon[0].period.called, url, soon[0].due, source=soon[0].law)


def _is_smallest(council: Council) -> bool:
    return council.nation == Council.Nation.ENGLAND and council.turnover in transparency.SMALLEST
