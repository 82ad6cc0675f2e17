"""What the editors of a group do with its pages, under /desk/my-groups/."""

from django.urls import path, register_converter

from website_groups.content import Kind
from website_groups.editor_forms.pieces import SORTS
from website_groups.editor_views import groups, items, people, pieces, steps, versions

app_name = "group_pages"


class KindConverter:
    regex = "|".join(Kind.values)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class SortConverter(KindConverter):
    regex = "|".join(SORTS)


class PartConverter(KindConverter):
    regex = "|".join(groups.PARTS)


register_converter(KindConverter, "kind_of_item")
register_converter(SortConverter, "sort_of_piece")
register_converter(PartConverter, "part_of_details")

urlpatterns = [
    path("", groups.mine, name="mine"),
    *(path(f"item/<int:pk>/{name}/", steps.step, {"name": name}, name=name.replace("-", "_")) for name in steps.STEPS),
    path("item/<int:pk>/", items.item, name="item"),
    path("item/<int:pk>/keep/", steps.keep, name="keep"),
    path("item/<int:pk>/preview/", items.preview, name="preview"),
    path("item/<int:pk>/publish/", items.publish, name="publish"),
    path("item/<int:pk>/discard/", items.discard, name="discard"),
    path("item/<int:pk>/withdraw/", items.withdraw, name="withdraw"),
    path("item/<int:pk>/move/", items.move, name="move"),
    path("item/<int:pk>/versions/", versions.versions, name="versions"),
    path("item/<int:pk>/versions/<int:number>/", versions.version, name="version"),
    path("item/<int:pk>/compare/", versions.compare, name="compare"),
    path("item/<int:pk>/<sort_of_piece:sort>/", pieces.pieces, name="pieces"),
    path("item/<int:pk>/<sort_of_piece:sort>/add/", pieces.add, name="add_piece"),
    path("item/<int:pk>/<sort_of_piece:sort>/<int:number>/shows/", pieces.shows, name="shows"),
    path("item/<int:pk>/<sort_of_piece:sort>/<int:number>/whose/", pieces.whose, name="whose"),
    path("item/<int:pk>/<sort_of_piece:sort>/<int:number>/arrange/", pieces.arrange, name="arrange"),
    path("<slug:slug>/", groups.pages, name="pages"),
    path("<slug:slug>/add/<kind_of_item:kind>/", groups.add, name="add"),
    path("<slug:slug>/details/", groups.details, name="details"),
    path("<slug:slug>/details/<part_of_details:part>/", groups.change_details, name="change_details"),
    path("<slug:slug>/confirm/", groups.confirm, name="confirm"),
    path("<slug:slug>/end/", groups.end, name="end"),
    path("<slug:slug>/people/", people.people, name="people"),
    path("<slug:slug>/people/invite/", people.invite, name="invite"),
    path("<slug:slug>/people/<int:number>/remove/", people.remove, name="remove"),
    path("<slug:slug>/invitations/<int:number>/withdraw/", people.withdraw_invitation, name="withdraw_invitation"),
]
