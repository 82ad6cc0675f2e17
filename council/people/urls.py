"""People, the council's own page and one's notifications, all on the desk."""

from django.urls import path

from council.people import settings_views, views

app_name = "people"

urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/welcome/", views.welcome, name="welcome"),
    path("people/<int:pk>/", views.person, name="person"),
    path("people/<int:pk>/appoint/", views.appoint, name="appoint"),
    path("people/<int:pk>/end/<int:appointment>/", views.end, name="end"),
    path("people/<int:pk>/member/<int:appointment>/", views.member, name="member"),
    path("people/<int:pk>/away/", views.away, name="away"),
    path("people/<int:pk>/sign-in/", views.sign_in, name="sign_in"),
    path("council/", settings_views.council, name="council"),
    path("council/colour/<slug:code>.svg", settings_views.colour_picture, name="colour_picture"),
    path("notifications/", settings_views.notifications, name="notifications"),
]
