"""One version of a post beside another, for whoever may open the post."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.requests import DeskRequest
from channels.in_use import outlets
from policies.standing import standing_of
from posts.comparing import compare as compared
from posts.views import post_on_desk


@login_required
def compare(request: DeskRequest, pk: int, number: int) -> HttpResponse:
    """Version `number` beside the one before it."""
    post = post_on_desk(request, pk)
    versions = post.versions.select_related("written_by")
    version = get_object_or_404(versions, number=number)
    before = versions.filter(number=number - 1).first()
    rules = standing_of(request.user).rules
    names = {outlet.key: outlet.name for outlet in outlets(rules)} if rules else {}
    comparison = compared(before.content, version.content, names) if before else None
    context = {"post": post, "version": version, "before": before, "comparison": comparison}
    return render(request, "posts/compare.html", context)
