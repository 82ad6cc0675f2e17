"""What an editor of a group is at in one page, event or notice: its draft, and what of it was looked at before."""

import json
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

from django.utils.text import Truncator

from accounts.models import User
from accounts.refusals import NotNow
from files.showing import ShownDocument, ShownPicture, shown_documents, shown_pictures
from policies.comparing import Comparison
from policies.rules import Rules
from policies.rules import meaning as means
from policies.screening import Finding
from policies.standing import standing_of
from richtext.html import plain
from website_groups import workflow
from website_groups.comparing import compare
from website_groups.content import Content, Kind, fingerprint
from website_groups.models import Draft, Item, ItemDecision
from website_groups.screening import findings_in, serious


@dataclass
class Editing:
    """`keep` changes some fields of the draft. Others of the group may change other fields meanwhile."""

    user: User
    item: Item

    @property
    def draft(self) -> Draft | None:
        return getattr(self.item, "draft", None)

    @cached_property
    def content(self) -> Content:
        """What the next change begins with: the draft, what waits for the council, or what is public."""
        if self.draft:
            return self.draft.content
        version = self.item.waiting_version or self.item.live_version
        return version.content if version else Content("")

    @property
    def revision(self) -> int:
        return self.draft.revision if self.draft else 0

    @property
    def name(self) -> str:
        """What the editors call it: its title, or what kind of thing it is."""
        return self.content.title or f"New {self.item.get_kind_display().lower()}"

    @property
    def summary(self) -> str:
        """How its words begin."""
        return Truncator(plain(self.content.body)).words(24, truncate=" …")

    @property
    def is_event(self) -> bool:
        return self.item.kind == Kind.EVENT

    @cached_property
    def rules(self) -> Rules | None:
        return standing_of(self.user).rules

    @property
    def is_asked(self) -> bool:
        """Does the policy name kinds of item that it bars?"""
        return bool(self.rules and means.never_kinds(self.rules))

    def seen(self, *names: str) -> str:
        """A word that stands for these fields as they are now: a form carries it."""
        values = json.loads(self.content.document())
        return fingerprint(json.dumps([values[name] for name in names]))[:16]

    def keep(self, seen: str, **changes: Any) -> Draft:
        """Keeps the changed fields in the draft. NotNow where they are not those that were `seen`."""
        if seen != self.seen(*changes):
            raise NotNow(f"{self._who()} changed this meanwhile. Nothing is overwritten.", about=self.item)
        return workflow.write(self.item.pk, self.changed(**changes), by=self.user, revision=self.revision)

    def changed(self, **changes: Any) -> Content:
        values = {field.name: getattr(self.content, field.name) for field in fields(Content)}
        return Content.of(**(values | changes))

    def would_change(self, **changes: Any) -> Comparison:
        """What stands there now, beside what somebody typed."""
        return compare(self.content, self.changed(**changes))

    def read_again(self) -> "Editing":
        return Editing(self.user, Item.objects.edited_by(self.user).get(pk=self.item.pk))

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        if self.rules is None:
            return ()
        return findings_in(self.content, self.item.group, self.rules, standing_of(self.user).nation)

    @property
    def serious(self) -> tuple[Finding, ...]:
        return serious(self.findings)

    @property
    def pictures(self) -> list[ShownPicture]:
        return shown_pictures(self.content.pictures)

    @property
    def documents(self) -> list[ShownDocument]:
        return shown_documents(self.content.attachments)

    @property
    def returned(self) -> ItemDecision | None:
        """What the council said when it returned the last version, until a new one is put out."""
        last = ItemDecision.objects.filter(version__item=self.item).select_related("version", "by").first()
        if last is None or last.verdict != ItemDecision.Verdict.RETURNED:
            return None
        is_latest = not self.item.versions.filter(number__gt=last.version.number).exists()
        return last if is_latest else None

    def _who(self) -> str:
        if self.draft is None:
            return "Somebody has"
        return "You have" if self.draft.edited_by_id == self.user.pk else f"{self.draft.edited_by.name} has"
