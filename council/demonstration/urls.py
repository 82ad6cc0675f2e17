from django.urls import path

from council.demonstration import views

app_name = "demonstration"

urlpatterns = [path("sign-in/<int:pk>/", views.sign_in, name="sign_in")]
