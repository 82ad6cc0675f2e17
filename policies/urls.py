"""The council's policies: for everybody, and at the desk."""

from django.urls import path

from policies import calendar_views, desk_views, public_views, reading_views, rule_views

app_name = "policies"

urlpatterns = [
    path("policies/", public_views.policies, name="list"),
    path("policies/in-force/", public_views.adopted, name="adopted"),
    path("policies/acknowledge/", reading_views.read, name="acknowledge"),
    path("policies/calendar.ics", calendar_views.council, name="calendar"),
    path("policies/calendar/<str:token>.ics", calendar_views.own, name="own_calendar"),
    path("policies/<slug:slug>/", public_views.policy, name="policy"),
    path("policies/<slug:slug>/versions/<int:number>/", public_views.version, name="version"),
    path("policies/<slug:slug>/versions/<int:number>/changes/", public_views.changes, name="changes"),
    path("desk/policies/", desk_views.policies, name="desk"),
    path("desk/policies/enter/", desk_views.enter, name="enter"),
    path("desk/policies/<int:pk>/", desk_views.policy, name="desk_policy"),
    path("desk/policies/<int:pk>/rename/", desk_views.rename, name="rename"),
    path("desk/policies/<int:pk>/begin/", desk_views.begin, name="begin"),
    path("desk/policies/<int:pk>/import/", desk_views.import_file, name="import"),
    path("desk/policies/versions/<int:pk>/", desk_views.version, name="desk_version"),
    path("desk/policies/versions/<int:pk>/write/", desk_views.write, name="desk_write"),
    path("desk/policies/versions/<int:pk>/changes/", desk_views.changes, name="desk_changes"),
    path("desk/policies/versions/<int:pk>/rules/", rule_views.rules, name="rules"),
    path("desk/policies/versions/<int:pk>/rules/<str:key>/", rule_views.rule, name="rule"),
    path("desk/policies/versions/<int:pk>/send/", desk_views.send, name="send"),
    path("desk/policies/versions/<int:pk>/recommend/", desk_views.recommend, name="recommend"),
    path("desk/policies/versions/<int:pk>/adopt/", desk_views.adopt, name="adopt"),
    path("desk/policies/versions/<int:pk>/give-up/", desk_views.give_up, name="give_up"),
]
