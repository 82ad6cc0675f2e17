"""The ready answer to a message on social media, and the look whether it is a request that the law counts."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render

from accounts.models import Council
from accounts.refusals import NotYours
from accounts.requests import DeskRequest
from policies.rules.contact import ready_answer
from policies.screening.requests import all_requests, may_be_requests
from policies.standing import standing_of


class MessageForm(forms.Form):
    message = forms.CharField(
        label="The message",
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
    )


@login_required
def answer(request: DeskRequest) -> HttpResponse:
    """The answer of this council's policy. A pasted message is looked through and nowhere kept."""
    standing = standing_of(request.user)
    if not standing.offices:
        raise NotYours("You hold no office of the council today, so the desk has nothing to show you.")
    form = MessageForm(request.POST if request.method == "POST" else None)
    message = form.cleaned_data["message"] if form.is_valid() else ""
    found = may_be_requests(message, standing.nation)
    council = Council.objects.first()
    context = {
        "form": form,
        "looked": bool(message.strip()),
        "found": found,
        "requests": found or all_requests(standing.nation),
        "answer": ready_answer(standing.rules, council.email if council else "") if standing.rules else None,
    }
    return render(request, "ready_answer.html", context)
