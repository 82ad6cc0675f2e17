"""What an author fills in."""

from posts.forms.acts import KeepForm, QuestionForm, SubmitForm, WithdrawForm
from posts.forms.lists import FilterForm
from posts.forms.post import PostForm

__all__ = ["FilterForm", "KeepForm", "PostForm", "QuestionForm", "SubmitForm", "WithdrawForm"]
