"""The dates of events, kept as rows so that a month of all groups is one query however many events there are.

They are worked out from the public version alone, in the transaction that makes it public; no part of the record.
"""

from accounts.clock import today
from website_groups.content import Kind
from website_groups.models import Item, Occurrence
from website_groups.recurrence import horizon, moments_of


def work_out(item: Item) -> int:
    """Makes the rows of the event anew, up to two years ahead; the number of them. A page or a notice has none."""
    Occurrence.objects.filter(item=item).delete()
    times = item.content.times
    if item.kind != Kind.EVENT or times is None:
        return 0
    rows = [
        Occurrence(item=item, starts_at=starts, ends_at=ends, is_all_day=times.is_all_day)
        for starts, ends in moments_of(times, horizon(times, today()))
    ]
    return len(Occurrence.objects.bulk_create(rows))
