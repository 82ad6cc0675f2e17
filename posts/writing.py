"""What somebody is at when they write: something new, a change of their own post, or of another's that waits."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from accounts.models import User
from channels.in_use import outlets
from channels.limits import limit_of
from policies.comparing import Comparison
from policies.rules import Rules
from policies.screening import Finding
from policies.standing import standing_of
from posts import copies, workflow
from posts.appearance import counted
from posts.comparing import compare
from posts.content import Content
from posts.forms import PostForm
from posts.forms.post import Place
from posts.forms.typed import as_sent
from posts.models import Post, PostVersion, WorkingCopy
from posts.screening import findings_in
from posts.workflow import checks


@dataclass(frozen=True)
class CountedPlace:
    """A channel in the form, and how long the text for it is; nothing is said of a text that is not there yet."""

    place: Place
    said: str
    fits: bool

    @property
    def is_limited(self) -> bool:
        return limit_of(self.place.outlet.kind) is not None


@dataclass
class Writing:
    user: User
    rules: Rules
    post: Post | None = None
    is_amending: bool = False
    begun_with: Mapping[str, str] = field(default_factory=dict)
    """What something new is known to be about: its kind, and the meeting or item that it is for."""

    def form(self, data: Any = None, **wishes: Any) -> PostForm:
        initial = PostForm.values_of(self.post) if self.post else {"purpose": "", **self.begun_with}
        return PostForm(data, initial=initial, rules=self.rules, is_amending=self.is_amending, **wishes)

    def finish(self, form: PostForm) -> Post:
        """Saves what a valid form says. Of one that is to be submitted as well, all is asked that is needed for it."""
        content = form.content()
        if form.is_final:
            checks.check_submission(content, self.rules)
        if self.post is None:
            return workflow.write(content, by=self.user, **_of_the_author(form))
        version = form.cleaned_data["version"]
        if self.is_amending:
            return workflow.amend(self.post.pk, content, by=self.user, version=version)
        return workflow.revise(self.post.pk, content, by=self.user, version=version, **_of_the_author(form))

    def read_again(self) -> None:
        """The post as it is now, since somebody else has done something with it."""
        if self.post:
            self.post = Post.objects.whole().get(pk=self.post.pk)

    def read(self, data: Any) -> Content:
        """What was typed, as far as it can be taken."""
        form = self.form(data)
        form.is_valid()
        return form.content()

    def findings(self, content: Content) -> tuple[Finding, ...]:
        return findings_in(content, self.rules, standing_of(self.user).nation)

    def places(self, form: PostForm, content: Content) -> list[CountedPlace]:
        """The channels as the form shows them, each with the count of the text that would stand there."""
        return [self._counted(place, content) for place in form.places]

    @property
    def saved(self) -> Content:
        return self.post.content if self.post else Content.of("", "", "")

    @cached_property
    def copy(self) -> WorkingCopy | None:
        """What this person has typed here and not saved."""
        return copies.own(self.user, self.post)

    @cached_property
    def offered(self) -> WorkingCopy | None:
        """The working copy, where it says anything that this person has not saved."""
        if self.copy is None:
            return None
        content = self.read(as_sent(self.copy.typed))
        is_saved = content == self.saved or copies.is_saved(self.user, content)
        return None if is_saved else self.copy

    @property
    def others(self) -> list[copies.AtWork]:
        return copies.of_others(self.user, self.post) if self.post else []

    def changed_since(self, version: UUID | None) -> Comparison | None:
        """What has changed in the post since that version of it; None where that is still the current one."""
        if self.post is None or version is None or version == self.post.current_version_id:
            return None
        old = PostVersion.objects.filter(post=self.post, pk=version).first()
        if old is None:
            return None
        names = {outlet.key: outlet.name for outlet in outlets(self.rules)}
        return compare(old.content, self.post.content, names)

    def _counted(self, place: Place, content: Content) -> CountedPlace:
        own = str(place.text.value() or "").strip()
        if not (own or content.title or content.body):
            return CountedPlace(place, "", True)
        text = own.replace("\r\n", "\n") or content.text_for("")
        return CountedPlace(place, *counted(place.outlet, text))


def _of_the_author(form: PostForm) -> dict[str, Any]:
    """What belongs to the post and not to a version of it."""
    return {"matter": form.cleaned_data.get("matter"), "check_by": form.cleaned_data.get("check_by")}
