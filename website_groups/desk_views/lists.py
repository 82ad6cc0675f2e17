"""The list of local groups, and an application that came by letter."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.clock import today
from accounts.refusals import NotYours, attempt
from accounts.requests import DeskRequest
from policies.rules import Rules
from policies.rules import meaning as means
from policies.standing import standing_of
from website_groups import permissions, workflow
from website_groups.conditions import as_text, conditions
from website_groups.desk_forms import EnterForm, FindForm
from website_groups.desk_views.common import require_sight
from website_groups.life import GroupState
from website_groups.models import Group
from website_groups.querysets import GroupQuerySet
from website_groups.waiting import overdue
from website_groups.where_allowed import where_groups_are
from website_groups.workflow.steps import ONLY_KEEPERS

ON_A_PAGE = 50
WAITING_SHOWN = 200


@where_groups_are
@login_required
def groups(request: DeskRequest) -> HttpResponse:
    """Applications that wait first; below them one pile of the others, by name."""
    require_sight(request)
    rules = standing_of(request.user).rules
    every = means.groups_confirm_every(rules) if rules else None
    form = FindForm(request.GET or None, confirms=every is not None)
    pile = _pile(form.chosen, rules)
    found = pile.filter(name__icontains=form.words) if form.words else pile
    last = Group.objects.filter(pk=number(request.GET.get("after", ""))).first()
    shown = list(found.after(last)[: ON_A_PAGE + 1])
    context = {
        "waiting": Group.objects.waiting()[:WAITING_SHOWN],
        "form": form,
        "pile": form.chosen,
        "groups": shown[:ON_A_PAGE],
        "more": _next(request, shown[ON_A_PAGE - 1]) if len(shown) > ON_A_PAGE else "",
        "is_later": last is not None,
        "is_narrowed": bool(form.words) or form.chosen != FindForm.APPROVED,
        "keeps": permissions.can_keep_groups(request.user),
        "every": every,
    }
    return render(request, "groups/desk/groups.html", context)


@where_groups_are
@login_required
def enter(request: DeskRequest) -> HttpResponse:
    """Enters a group that came by letter."""
    if not permissions.can_apply(request.user):
        raise NotYours(ONLY_KEEPERS)
    rules = standing_of(request.user).rules
    accepted = conditions(rules) if rules else ()
    form = EnterForm(request.POST or None)

    def save() -> Group:
        given = dict(form.cleaned_data)
        agreed = as_text(accepted) if given.pop("accepted") else ""
        return workflow.apply(by=request.user, conditions=agreed, **given)

    if request.method == "POST" and (group := attempt(form, save)):
        messages.success(request, f"“{group}” is entered. It is not public: the Council has still to approve it.")
        return redirect("group_desk:group", group.pk)
    return render(request, "groups/desk/enter.html", {"form": form, "conditions": accepted})


def _pile(chosen: str, rules: Rules | None) -> GroupQuerySet:
    match chosen:
        case FindForm.DOWN:
            return Group.objects.down()
        case FindForm.LEFT:
            return Group.objects.filter(state=GroupState.ENDED)
        case FindForm.REFUSED:
            return Group.objects.filter(state=GroupState.REFUSED)
        case FindForm.OVERDUE if rules:
            return overdue(rules, today())
        case _:
            return Group.objects.filter(state=GroupState.APPROVED).select_related("takedown")


def _next(request: DeskRequest, last: Group) -> str:
    address = request.GET.copy()
    address["after"] = str(last.pk)
    return address.urlencode()


def number(word: str) -> int:
    """The key in an address; 0, which nothing has, for anything else."""
    return int(word) if word.isascii() and word.isdigit() and len(word) < 10 else 0
