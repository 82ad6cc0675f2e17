from django.urls import path

from policies import question_views as views

app_name = "questions"

urlpatterns = [
    path("", views.mine, name="mine"),
    path("shared/", views.shared, name="shared"),
    path("everything/", views.everything, name="everything"),
    path("ask/<slug:kind>/", views.ask, name="ask"),
    path("<int:pk>/", views.question, name="question"),
]
