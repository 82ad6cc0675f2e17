"""May this person do this to this post, and is it in a state where it may be done?"""

from django.contrib.auth.models import AnonymousUser

from accounts.history import SYSTEM, System
from accounts.models import Matter, User
from posts.deciders import own_work_waits
from posts.life import LIFE, Act
from posts.models import Post


def can_view(user: User | AnonymousUser, post: Post) -> bool:
    return post.is_public or (
        user.has_perm("posts.view_post", post)
        and (_is_author(user, post) or (post.was_shared and may_decide(user, post)))
    )


def can_add(user: User) -> bool:
    return user.has_perm("posts.add_post")


def can_write(user: User, post: Post) -> bool:
    return LIFE.allows(post.state, Act.WRITE) and _is_author(user, post) and can_add(user)


def can_submit(user: User, post: Post) -> bool:
    return LIFE.allows(post.state, Act.SUBMIT) and _is_author(user, post) and user.has_perm("posts.submit_post", post)


def can_approve(user: User, post: Post) -> bool:
    return LIFE.allows(post.state, Act.APPROVE) and may_decide(user, post) and not _waits_for_another(user, post)


def can_return(user: User, post: Post) -> bool:
    return LIFE.allows(post.state, Act.RETURN) and may_decide(user, post)


def can_refuse(user: User, post: Post) -> bool:
    return LIFE.allows(post.state, Act.REFUSE) and may_decide(user, post)


def can_amend(user: User, post: Post) -> bool:
    return LIFE.allows(post.state, Act.AMEND) and may_decide(user, post)


def can_undo(user: User, post: Post) -> bool:
    return LIFE.allows(post.state, Act.UNDO) and may_decide(user, post)


def can_delegate(user: User, post: Post) -> bool:
    return LIFE.allows(post.state, Act.DELEGATE) and user.has_perm("posts.delegate_post", post)


def can_withdraw(user: User, post: Post) -> bool:
    """The author gives up what is not out yet; who may decide withdraws what was submitted, published or not."""
    own = _is_author(user, post) and not post.is_public and can_add(user)
    return LIFE.allows(post.state, Act.WITHDRAW) and (own or (post.was_shared and may_decide(user, post)))


def can_correct(user: User, post: Post) -> bool:
    return LIFE.allows(post.state, Act.CORRECT) and can_add(user) and (_is_author(user, post) or may_decide(user, post))


def can_keep(user: User, post: Post) -> bool:
    """Who wrote it looks after it, and so may who decides."""
    return LIFE.allows(post.state, Act.KEEP) and ((_is_author(user, post) and can_add(user)) or may_decide(user, post))


def can_publish(actor: User | System, post: Post) -> bool:
    """Only the software publishes, by the clock."""
    return actor is SYSTEM and LIFE.allows(post.state, Act.PUBLISH)


def can_allow_kind(user: User) -> bool:
    return user.has_perm("posts.add_allowedkind")


def can_take_mail(actor: User | System) -> bool:
    """Those to whom items are sent, and the software at the address that takes them by itself."""
    return actor is SYSTEM or (isinstance(actor, User) and actor.has_perm("posts.add_maileditem"))


def can_delegate_matter(user: User, matter: Matter) -> bool:
    return user.has_perm("accounts.delegate_matter", matter)


def may_decide(user: User | AnonymousUser, post: Post) -> bool:
    """By office, by a grant on this post, or by a grant on the matter that it belongs to.

    A matter's delegate does not decide on what they wrote themselves: an author says to which matter a post belongs,
    and could so bring anything under their own grant.
    """
    if user.has_perm("posts.approve_post", post):
        return True
    is_others = post.matter is not None and not _is_author(user, post)
    return is_others and user.has_perm("accounts.approve_matter", post.matter)


def _waits_for_another(user: User, post: Post) -> bool:
    """Is it this person's own work, in a council that has another person approve it?"""
    is_own = user.pk in (post.author_id, post.current_version.written_by_id)
    return is_own and own_work_waits(user)


def _is_author(user: User | AnonymousUser, post: Post) -> bool:
    return post.author_id == user.pk
