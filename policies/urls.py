from django.urls import path

from policies import views

app_name = "policies"

urlpatterns = [
    path("", views.adopted, name="adopted"),
    path("acknowledge/", views.acknowledge, name="acknowledge"),
]
