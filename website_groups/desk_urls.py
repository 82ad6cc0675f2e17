"""Local groups at the desk: what the council does with them, under /desk/groups/."""

from django.urls import path

from website_groups import desk_views as views

app_name = "group_desk"

urlpatterns = [
    path("", views.groups, name="groups"),
    path("enter/", views.enter, name="enter"),
    path("<int:pk>/", views.group, name="group"),
    path("<int:pk>/check/", views.check, name="check"),
    path("<int:pk>/approve/", views.approve, name="approve"),
    path("<int:pk>/refuse/", views.refuse, name="refuse"),
    path("<int:pk>/change/", views.change, name="change"),
    path("<int:pk>/end/", views.end, name="end"),
    path("<int:pk>/return/", views.return_, name="return"),
    path("<int:pk>/invite/", views.invite, name="invite"),
    path("<int:pk>/editors/<int:person>/remove/", views.remove_editor, name="remove_editor"),
    path("<int:pk>/invitations/<int:invitation>/", views.withdraw_invitation, name="withdraw_invitation"),
    path("<int:pk>/problems/<int:problem>/", views.settle, name="settle"),
    path("<int:pk>/take-down/", views.take_down, name="take_down"),
    path("<int:pk>/take-down/<int:item>/", views.take_down, name="take_down_item"),
    path("decide/<int:pk>/", views.decide, name="decide"),
    path("taken-down/<int:pk>/", views.takedown, name="takedown"),
]
