"""What people would change in a policy, gathered during the year and answered at its review (policy-questions)."""

from django.db import transaction
from django.utils import timezone

from accounts.actors import present
from accounts.history import System, record
from accounts.models import User
from accounts.offices import Office
from accounts.refusals import BadInput, NotNow, NotYours
from policies import notices, permissions
from policies.models import Policy, Recommendation, Review
from policies.standing import holders


@transaction.atomic
def recommend(policy_id: int, *, by: User, text: str) -> Recommendation:
    """Keeps what `by` would change until the policy's next review; the Clerk hears. BadInput without words."""
    by, policy = present(by), Policy.objects.filter(pk=policy_id).first()
    if policy is None:
        raise NotNow("There is no such policy.")
    if not permissions.can_recommend(by):
        raise NotYours("You hold no office of the council today.")
    if not text.strip():
        raise BadInput("text", "Say what should change.")
    recommendation = Recommendation(policy=policy, by=by, text=text.strip(), made_at=timezone.now())
    record(recommendation, by=by, act="recommended a change")
    clerks = holders({Office.CLERK}) or holders({Office.DEPUTY_CLERK})
    notices.of_recommendation(recommendation, [person for person in clerks if person != by])
    return recommendation


@transaction.atomic
def answer_recommendation(recommendation_id: int, *, by: User | System, review: Review, answer: str) -> Recommendation:
    """Notes what came of it at the review: what the meeting said, or those who reviewed."""
    by = present(by)
    found = Recommendation.objects.select_for_update().filter(pk=recommendation_id).first()
    if not permissions.can_keep_reviews(by):
        raise NotYours("Only the Clerk or the Deputy Clerk notes what came of a recommendation.")
    if found is None or found.review_id or found.policy_id != review.policy_id:
        raise NotNow("This recommendation is answered already, or belongs to another policy.")
    if not answer.strip():
        raise BadInput("answer", "Say what came of it.")
    found.review, found.answer = review, answer.strip()
    record(found, by=by, act="recommendation answered")
    return found
