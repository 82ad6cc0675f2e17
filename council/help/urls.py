from django.urls import path

from council.help import views

app_name = "help"

urlpatterns = [
    path("", views.everything, name="everything"),
    path("keys/", views.keys, name="keys"),
]
