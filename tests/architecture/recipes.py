"""Every act that changes something, ready to be done once.

A recipe prepares a council in which the act can be done, and gives the act back. `test_record.py` finds the acts by
itself and fails for one that has no recipe here.
"""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.core.mail import EmailMessage
from django.db.models import QuerySet
from django.utils import timezone

from accounts import grants
from accounts import workflow as people
from accounts.clock import today
from accounts.history import SYSTEM
from accounts.mail import MailClass, classed
from accounts.models import User
from accounts.offices import Arrival, Office
from channels import workflow as channels
from council import workflow as website
from email_log import workflow as mail
from policies import founding
from policies import workflow as policies
from policies.life import ReviewState, VersionState
from policies.models import Policy, PolicyVersion, Review
from policies.rules.asking import answers_of, by_key
from policies.text import fingerprint
from posts import workflow as posts
from posts.life import State
from posts.models import Post
from tests import making
from tests.architecture import group_recipes
from tests.channels import deliveries
from tests.posts.by_mail import letters

Act = Callable[[], object]
SOON = timedelta(days=5)
WHY = "The Clerk is away."


def cast() -> making.Cast:
    """The model council's people, who have read its policy."""
    making.found()
    everybody = making.cast()
    making.read_by(*everybody.everybody().values())
    return everybody


def post(state: State, of: making.Cast) -> Post:
    return making.post_in(state, author=of.councillor, approver=of.clerk)


# ------------------------------------------------------------------------------------------ accounts
def found_council() -> Act:
    return lambda: people.found_council(by=SYSTEM, **founding.read("model").council.model_dump())


def change_council() -> Act:
    clerk = cast().clerk
    return lambda: people.change_council(by=clerk, telephone="01632 960 111")


def welcome() -> Act:
    clerk = cast().clerk
    return lambda: people.welcome(by=clerk, email="new@council.example", name="New")


def appoint() -> Act:
    of = cast()
    return lambda: people.appoint(of.outsider, Office.EMPLOYEE, by=of.clerk, begins=today(), arrival=Arrival.APPOINTED)


def end_appointment() -> Act:
    of = cast()
    appointment = of.employee.appointments.get()
    return lambda: people.end_appointment(appointment, by=of.clerk, ends=today())


def set_sign_in() -> Act:
    of = cast()
    return lambda: people.set_sign_in(of.volunteer, by=of.clerk, allowed=False, reason="Moved away.")


def make_committee() -> Act:
    clerk = cast().clerk
    return lambda: people.make_committee("Allotments", by=clerk)


def seat() -> Act:
    of = cast()
    committee = people.make_committee("Allotments", by=SYSTEM)
    return lambda: people.seat(of.councillor, committee, by=of.clerk, begins=today())


def call_meeting() -> Act:
    clerk = cast().clerk
    return lambda: people.call_meeting(by=clerk, starts_at=timezone.now() + SOON)


def a_meeting() -> int:
    return people.call_meeting(by=SYSTEM, starts_at=timezone.now() + SOON).pk


def change_meeting() -> Act:
    clerk, meeting = cast().clerk, a_meeting()
    return lambda: people.change_meeting(meeting, by=clerk, starts_at=timezone.now() + SOON, place="The Moot Hall")


def call_off_meeting() -> Act:
    clerk, meeting = cast().clerk, a_meeting()
    return lambda: people.call_off_meeting(meeting, by=clerk, reason=WHY)


def note_summons() -> Act:
    clerk, meeting = cast().clerk, a_meeting()
    return lambda: people.note_summons(meeting, by=clerk, summoned_on=today())


def describe_member() -> Act:
    of = cast()
    held = of.councillor.appointments.get()
    return lambda: people.describe_member(held.pk, by=of.clerk, ward="Market Ward")


def record_absence() -> Act:
    clerk = cast().clerk
    return lambda: people.record_absence(clerk, by=clerk, begins=today(), ends=today() + SOON)


def open_matter() -> Act:
    clerk = cast().clerk
    return lambda: people.open_matter("Mill Lane road works", by=clerk)


def choose_notices() -> Act:
    """What waits for the mail of the day goes out in the same act."""
    clerk = cast().clerk
    people.choose_notices(clerk, by=clerk, notices="daily")
    people.keep_notices([(clerk, "Benches\nSomebody wrote of benches.")])
    return lambda: people.choose_notices(clerk, by=clerk, notices="at_once")


def send_daily() -> Act:
    clerk = cast().clerk
    people.keep_notices([(clerk, "Benches\nSomebody wrote of benches.")])
    return lambda: people.send_daily(clerk, by=SYSTEM, now=timezone.now() + SOON)


def give() -> Act:
    of = cast()
    waiting = post(State.SUBMITTED, of)
    return lambda: grants.give(of.employee, "posts.approve_post", waiting, by=of.clerk, reason=WHY, ends=today())


def take_grant_back() -> Act:
    of = cast()
    waiting = post(State.SUBMITTED, of)
    grants.give(of.employee, "posts.approve_post", waiting, by=of.clerk, reason=WHY, ends=today())
    return lambda: grants.withdraw(waiting.grants.get(), by=of.clerk)


# ------------------------------------------------------------------------------------------ policies
def adopt() -> Act:
    file = founding.read("model")
    return lambda: policies.adopt(by=SYSTEM, title="Policy", text="Words.", rules=file.rules, adopted_on=today())


def enter_policy() -> Act:
    clerk = cast().clerk
    return lambda: policies.enter_policy(by=clerk, name="Complaints Policy")


def rename_policy() -> Act:
    of = cast()
    policy = complaints(of.clerk).policy
    return lambda: policies.rename_policy(policy.pk, by=of.clerk, name="Complaints", slug="complaints")


def complaints(by: User, state: VersionState = VersionState.DRAFT) -> PolicyVersion:
    """A version of another policy than that which carries the rules, brought into `state`."""
    policy = policies.enter_policy(by=by, name="Complaints Policy")
    version = policies.begin_version(policy.pk, by=by, text="Write to the Clerk.")
    if state != VersionState.DRAFT:
        policies.send_version(version.pk, by=by)
    if state == VersionState.RECOMMENDED:
        policies.recommend_version(version.pk, by=by, recommended_by="Resources Committee", minute="R 26/7")
    return version


def begin_version() -> Act:
    clerk = cast().clerk
    policy = PolicyVersion.objects.get().policy
    return lambda: policies.begin_version(policy.pk, by=clerk)


def write_rule() -> Act:
    clerk = cast().clerk
    version = policies.begin_version(Policy.objects.get(carries_rules=True).pk, by=clerk)
    question = by_key()["approval.offices"]
    was = answers_of(version.rules)[question.key].fingerprint
    answer = {"value": ["chair"], "policy": "Moderation"}
    return lambda: policies.write_rule(version.pk, question, by=clerk, answer=answer, was=was)


def write_version() -> Act:
    clerk = cast().clerk
    version = complaints(clerk)
    was = fingerprint(version.title, version.text)
    return lambda: policies.write_version(version.pk, by=clerk, title="Complaints", text="Ring the Clerk.", was=was)


def send_version() -> Act:
    clerk = cast().clerk
    version = complaints(clerk)
    return lambda: policies.send_version(version.pk, by=clerk)


def recommend_version() -> Act:
    clerk = cast().clerk
    version = complaints(clerk, VersionState.IN_REVIEW)
    by_whom = {"recommended_by": "Resources Committee", "minute": "R 26/7"}
    return lambda: policies.recommend_version(version.pk, by=clerk, **by_whom)


def adopt_version() -> Act:
    clerk = cast().clerk
    version = complaints(clerk, VersionState.RECOMMENDED)
    return lambda: policies.adopt_version(version.pk, by=clerk, adopted_on=today(), minute_reference="26/114")


def give_up_version() -> Act:
    clerk = cast().clerk
    version = complaints(clerk)
    return lambda: policies.give_up_version(version.pk, by=clerk, reason="Another policy says it.")


def acknowledge() -> Act:
    making.found()
    clerk = making.person("clerk", Office.CLERK)
    version = PolicyVersion.objects.get()
    return lambda: policies.acknowledge(version, by=clerk)


def ask_to_read() -> Act:
    clerk = cast().clerk
    policy = PolicyVersion.objects.get().policy
    return lambda: policies.ask_to_read(policy, by=clerk, offices=[Office.COUNCILLOR])


def remind_readers() -> Act:
    making.found("thornbury")
    of = making.cast()
    version = PolicyVersion.objects.get()
    return lambda: policies.remind_readers(version, by=of.clerk)


def plan_missing_review() -> Act:
    making.found("thornbury")
    policy = PolicyVersion.objects.get().policy
    QuerySet.delete(policy.reviews.all())
    return lambda: policies.plan_missing(policy.pk, by=SYSTEM)


def tell_readers() -> Act:
    making.found("thornbury")
    of = making.cast()
    version = PolicyVersion.objects.get()
    return lambda: policies.tell_readers(version.pk, by=of.clerk)


def remind_of_reading() -> Act:
    making.found("thornbury")
    making.cast()
    making.choose("reading", reminded_after=[14])
    version = PolicyVersion.objects.in_force(today())
    return lambda: policies.remind_of_reading(version.pk, by=SYSTEM, today=today() + timedelta(days=14))


def ask_about_policy() -> Act:
    of = cast()
    return lambda: policies.ask(by=of.councillor, kind="advice", text="May I answer him?")


def answer_about_policy() -> Act:
    of = cast()
    asked = policies.ask(by=of.councillor, kind="advice", text="May I answer him?")
    return lambda: policies.answer(asked.pk, by=of.clerk, answer="You may.")


def review_of(of: making.Cast, state: ReviewState = ReviewState.OPEN) -> Review:
    """The review of the model council's policy, brought so far by the acts that lead there."""
    review = Review.objects.get()
    committee = people.make_committee("Policy and Finance Committee", by=SYSTEM)
    met = people.call_meeting(by=SYSTEM, starts_at=timezone.now() - SOON, committee=committee)
    if state != ReviewState.PLANNED:
        policies.begin_review(review.pk, by=SYSTEM, day=today())
    if state in (ReviewState.ON_AGENDA, ReviewState.DECIDED):
        policies.place_review(review.pk, by=of.clerk, meeting=met)
    if state == ReviewState.DECIDED:
        policies.decide_review(review.pk, by=of.clerk, **OUTCOME)
    return Review.objects.get()


OUTCOME = {"outcome": "no_change", "decided_on": today(), "took_part": "All", "minute_reference": "12"}


def settle() -> Act:
    making.found("sevenoaks")
    clerk = making.person("clerk", Office.CLERK)
    policy = Policy.objects.get()
    return lambda: policies.settle(policy.pk, by=clerk, every_months=12, offices=[Office.CLERK])


def open_early() -> Act:
    clerk, policy = cast().clerk, Policy.objects.get()
    return lambda: policies.open_early(policy.pk, by=clerk, due_on=today() + SOON, reason=WHY)


def begin_review() -> Act:
    planned = review_of(cast(), ReviewState.PLANNED)
    return lambda: policies.begin_review(planned.pk, by=SYSTEM, day=today())


def move_review() -> Act:
    of = cast()
    opened = review_of(of)
    return lambda: policies.move_review(opened.pk, by=of.clerk, due_on=today() + SOON, reason=WHY)


def place_review() -> Act:
    of = cast()
    opened, council_meets = review_of(of), people.call_meeting(by=SYSTEM, starts_at=timezone.now() + SOON)
    return lambda: policies.place_review(opened.pk, by=of.clerk, meeting=council_meets)


def decide_review() -> Act:
    of = cast()
    placed = review_of(of, ReviewState.ON_AGENDA)
    return lambda: policies.decide_review(placed.pk, by=of.clerk, **OUTCOME)


def close_review() -> Act:
    of = cast()
    decided = review_of(of, ReviewState.DECIDED)
    return lambda: policies.close_review(decided.pk, by=of.clerk, closed_on=today(), council_minute="40")


def recommend() -> Act:
    councillor, policy = cast().councillor, Policy.objects.get()
    return lambda: policies.recommend(policy.pk, by=councillor, text="Name the Deputy.")


def answer_recommendation() -> Act:
    of = cast()
    opened = review_of(of)
    wish = policies.recommend(opened.policy_id, by=of.councillor, text="Name the Deputy.")
    return lambda: policies.answer_recommendation(wish.pk, by=of.clerk, review=opened, answer="Done.")


def remind_of_review() -> Act:
    clerk = cast().clerk
    return lambda: policies.remind(clerk, today(), timezone.now(), by=SYSTEM)


def renew_calendar() -> Act:
    clerk = cast().clerk
    return lambda: policies.renew_calendar(clerk, by=clerk)


def raised(of: making.Cast) -> UUID:
    """What the Clerk noted about a councillor."""
    return policies.raise_procedure(
        of.councillor, by=of.clerk, what="He swore.", raised_on=today(), procedure="Code of Conduct"
    ).pk


def raise_procedure() -> Act:
    of = cast()
    return lambda: raised(of)


def read_procedure() -> Act:
    of = cast()
    key = raised(of)
    return lambda: policies.read_procedure(key, by=of.clerk)


def pass_on() -> Act:
    of = cast()
    key = raised(of)
    return lambda: policies.pass_on(key, by=of.clerk, passed_on=today(), body="Monitoring Officer")


def decide_procedure() -> Act:
    of = cast()
    key = raised(of)
    policies.pass_on(key, by=of.clerk, passed_on=today(), body="Monitoring Officer")
    return lambda: policies.decide_procedure(key, by=of.clerk, ended_on=today(), outcome="No breach.")


def drop_procedure() -> Act:
    of = cast()
    key = raised(of)
    return lambda: policies.drop_procedure(key, by=of.clerk, ended_on=today(), outcome="He apologised.")


# --------------------------------------------------------------------------------------------- posts
def write() -> Act:
    author = cast().councillor
    return lambda: posts.write(making.content(), by=author)


def revise() -> Act:
    of = cast()
    draft = post(State.DRAFT, of)
    version = draft.current_version_id
    return lambda: posts.revise(draft.pk, making.content("Mill Lane is open"), by=of.councillor, version=version)


def submit() -> Act:
    of = cast()
    draft = post(State.DRAFT, of)
    return lambda: posts.submit(draft.pk, by=of.councillor)


def withdraw() -> Act:
    of = cast()
    published = post(State.PUBLISHED, of)
    return lambda: posts.withdraw(published.pk, by=of.clerk, reason="The date was wrong.")


def approve() -> Act:
    of = cast()
    waiting = post(State.SUBMITTED, of)
    return lambda: posts.approve(waiting.pk, by=of.clerk, version=waiting.current_version_id, attested=True)


def return_for_changes() -> Act:
    of = cast()
    waiting = post(State.SUBMITTED, of)
    version = waiting.current_version_id
    return lambda: posts.return_for_changes(waiting.pk, by=of.clerk, version=version, remark="Say which days.")


def refuse() -> Act:
    of = cast()
    waiting = post(State.SUBMITTED, of)
    version = waiting.current_version_id
    return lambda: posts.refuse(waiting.pk, by=of.clerk, version=version, remark="We said this last week.")


def delegate() -> Act:
    of = cast()
    waiting = post(State.SUBMITTED, of)
    return lambda: posts.delegate(waiting.pk, by=of.clerk, to=of.employee, ends=today() + SOON, reason=WHY)


def delegate_matter() -> Act:
    of = cast()
    matter = people.open_matter("Mill Lane road works", by=SYSTEM)
    return lambda: posts.delegate_matter(matter, by=of.clerk, to=of.employee, ends=today() + SOON, reason=WHY)


def end_delegation() -> Act:
    of = cast()
    waiting = post(State.SUBMITTED, of)
    posts.delegate(waiting.pk, by=of.clerk, to=of.employee, ends=today(), reason=WHY)
    return lambda: posts.end_delegation(waiting.grants.get(), by=of.clerk)


def allow_kind() -> Act:
    clerk = cast().clerk
    return lambda: posts.allow_kind("other", by=clerk)


def amend() -> Act:
    of = cast()
    waiting = post(State.SUBMITTED, of)
    changed = making.content("Mill Lane is closed until Friday")
    return lambda: posts.amend(waiting.pk, changed, by=of.clerk, version=waiting.current_version_id)


def undo() -> Act:
    of = cast()
    scheduled = post(State.SCHEDULED, of)
    return lambda: posts.undo(scheduled.pk, by=of.clerk)


def note_opening() -> Act:
    of = cast()
    waiting = post(State.SUBMITTED, of)
    return lambda: posts.note_opening(waiting, by=of.clerk)


def correct() -> Act:
    of = cast()
    published = post(State.PUBLISHED, of)
    return lambda: posts.correct(published.pk, by=of.councillor)


def keep() -> Act:
    of = cast()
    published = post(State.PUBLISHED, of)
    return lambda: posts.keep(published.pk, by=of.councillor, check_by=today() + SOON)


def expire() -> Act:
    of = cast()
    draft = posts.write(making.content(wished_for=timezone.now() + SOON), by=of.councillor)
    posts.submit(draft.pk, by=of.councillor)
    return lambda: posts.expire(draft.pk, by=SYSTEM, now=timezone.now() + 2 * SOON)


def remind() -> Act:
    of = cast()
    published = post(State.PUBLISHED, of)
    posts.keep(published.pk, by=of.councillor, check_by=today() + SOON)
    return lambda: posts.remind(published.pk, by=SYSTEM, today=today() + SOON)


def ask() -> Act:
    of = cast()
    draft = post(State.DRAFT, of)
    return lambda: posts.ask(draft.pk, by=of.councillor, question="May her number stand there?")


def publish() -> Act:
    scheduled = post(State.SCHEDULED, cast())
    return lambda: posts.publish(scheduled.pk, by=SYSTEM, now=timezone.now() + SOON)


# ------------------------------------------------------------------------------------------ channels
def prepare() -> Act:
    cast()
    return deliveries.prepared


def finish() -> Act:
    clerk = cast().clerk
    waiting = deliveries.prepared()
    return lambda: channels.finish(waiting.pk, by=clerk)


def reopen() -> Act:
    clerk = cast().clerk
    done = deliveries.delivery_in(deliveries.State.DONE, by=clerk)
    return lambda: channels.reopen(done.pk, by=clerk, reason="It was another post.")


def drop() -> Act:
    clerk = cast().clerk
    waiting = deliveries.prepared()
    return lambda: channels.drop(waiting.pk, by=clerk, reason="Nobody knows the password.")


# --------------------------------------------------------------------------------------------- mail
def put_on_record() -> Act:
    cast()
    message = classed(EmailMessage("Hello", "Good morning.", to=["ann@else.example"]), MailClass.SERVICE)
    return lambda: mail.put_on_record([message])


def take_letter() -> Act:
    clerk = cast().clerk
    return lambda: posts.take_letter(letters.letter(), by=clerk, answer=True)


def draft_mailed() -> Act:
    clerk = cast().clerk
    item = posts.take_letter(letters.from_a_list(), by=SYSTEM, answer=False)
    return lambda: posts.draft_mailed(item.pk, by=clerk)


def set_aside() -> Act:
    clerk = cast().clerk
    item = posts.take_letter(letters.from_a_list(), by=SYSTEM, answer=False)
    return lambda: posts.set_aside(item.pk, by=clerk, reason="It is an advertisement.")


# ------------------------------------------------------------------------ accessibility of the website
BARRIER = {"what": "Old minutes are pictures.", "criterion": "1.1.1", "reason": "not_compliant"}


def note_barrier() -> Act:
    clerk = cast().clerk
    return lambda: website.note_barrier(by=clerk, **BARRIER)


def change_barrier() -> Act:
    clerk = cast().clerk
    noted = website.note_barrier(by=clerk, **BARRIER)
    return lambda: website.change_barrier(noted.pk, by=clerk, **{**BARRIER, "alternative": "Ring the office."})


def mend_barrier() -> Act:
    clerk = cast().clerk
    noted = website.note_barrier(by=clerk, **BARRIER)
    return lambda: website.mend_barrier(noted.pk, by=clerk, mended_on=today())


def review_statement() -> Act:
    clerk = cast().clerk
    return lambda: website.review_statement(by=clerk)


def report() -> Act:
    cast()
    return lambda: website.report(by=SYSTEM, happened="I cannot read the minutes.")


def answer() -> Act:
    clerk = cast().clerk
    found = website.report(by=SYSTEM, happened="I cannot read the minutes.", email="ann@else.example")
    return lambda: website.answer(found.pk, by=clerk, answer="We have typed them out.")


def close() -> Act:
    clerk = cast().clerk
    found = website.report(by=SYSTEM, happened="Buy my rugs.")
    return lambda: website.close(found.pk, by=clerk, reason="An advertisement.")


RECIPES: dict[str, Callable[[], Act]] = {
    "accounts.workflow.found_council": found_council,
    "accounts.workflow.change_council": change_council,
    "accounts.workflow.welcome": welcome,
    "accounts.workflow.appoint": appoint,
    "accounts.workflow.end_appointment": end_appointment,
    "accounts.workflow.set_sign_in": set_sign_in,
    "accounts.workflow.make_committee": make_committee,
    "accounts.workflow.seat": seat,
    "accounts.workflow.call_meeting": call_meeting,
    "accounts.workflow.change_meeting": change_meeting,
    "accounts.workflow.call_off_meeting": call_off_meeting,
    "accounts.workflow.note_summons": note_summons,
    "accounts.workflow.describe_member": describe_member,
    "accounts.workflow.record_absence": record_absence,
    "accounts.workflow.open_matter": open_matter,
    "accounts.workflow.choose_notices": choose_notices,
    "accounts.workflow.send_daily": send_daily,
    "accounts.grants.give": give,
    "accounts.grants.withdraw": take_grant_back,
    "policies.workflow.adopt": adopt,
    "policies.workflow.acknowledge": acknowledge,
    "policies.workflow.ask_to_read": ask_to_read,
    "policies.workflow.remind_readers": remind_readers,
    "policies.workflow.remind_of_reading": remind_of_reading,
    "policies.workflow.tell_readers": tell_readers,
    "policies.workflow.plan_missing": plan_missing_review,
    "policies.workflow.ask": ask_about_policy,
    "policies.workflow.answer": answer_about_policy,
    "policies.workflow.enter_policy": enter_policy,
    "policies.workflow.rename_policy": rename_policy,
    "policies.workflow.begin_version": begin_version,
    "policies.workflow.write_rule": write_rule,
    "policies.workflow.write_version": write_version,
    "policies.workflow.send_version": send_version,
    "policies.workflow.recommend_version": recommend_version,
    "policies.workflow.adopt_version": adopt_version,
    "policies.workflow.give_up_version": give_up_version,
    "policies.workflow.settle": settle,
    "policies.workflow.open_early": open_early,
    "policies.workflow.begin_review": begin_review,
    "policies.workflow.move_review": move_review,
    "policies.workflow.place_review": place_review,
    "policies.workflow.decide_review": decide_review,
    "policies.workflow.close_review": close_review,
    "policies.workflow.recommend": recommend,
    "policies.workflow.answer_recommendation": answer_recommendation,
    "policies.workflow.remind": remind_of_review,
    "policies.workflow.renew_calendar": renew_calendar,
    "policies.workflow.raise_procedure": raise_procedure,
    "policies.workflow.read_procedure": read_procedure,
    "policies.workflow.pass_on": pass_on,
    "policies.workflow.decide_procedure": decide_procedure,
    "policies.workflow.drop_procedure": drop_procedure,
    "posts.workflow.write": write,
    "posts.workflow.revise": revise,
    "posts.workflow.submit": submit,
    "posts.workflow.withdraw": withdraw,
    "posts.workflow.approve": approve,
    "posts.workflow.return_for_changes": return_for_changes,
    "posts.workflow.refuse": refuse,
    "posts.workflow.delegate": delegate,
    "posts.workflow.delegate_matter": delegate_matter,
    "posts.workflow.end_delegation": end_delegation,
    "posts.workflow.allow_kind": allow_kind,
    "posts.workflow.publish": publish,
    "posts.workflow.amend": amend,
    "posts.workflow.ask": ask,
    "posts.workflow.undo": undo,
    "posts.workflow.note_opening": note_opening,
    "posts.workflow.correct": correct,
    "posts.workflow.keep": keep,
    "posts.workflow.expire": expire,
    "posts.workflow.remind": remind,
    "posts.workflow.take_letter": take_letter,
    "posts.workflow.draft_mailed": draft_mailed,
    "posts.workflow.set_aside": set_aside,
    "channels.workflow.prepare": prepare,
    "channels.workflow.finish": finish,
    "channels.workflow.reopen": reopen,
    "channels.workflow.drop": drop,
    "email_log.workflow.put_on_record": put_on_record,
    "council.workflow.note_barrier": note_barrier,
    "council.workflow.change_barrier": change_barrier,
    "council.workflow.mend_barrier": mend_barrier,
    "council.workflow.review_statement": review_statement,
    "council.workflow.report": report,
    "council.workflow.answer": answer,
    "council.workflow.close": close,
    **group_recipes.RECIPES,
}
