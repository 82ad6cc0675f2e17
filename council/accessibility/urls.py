from django.urls import path

from council.accessibility import views

app_name = "accessibility"

urlpatterns = [
    path("accessibility/", views.statement, name="statement"),
    path("accessibility/feedback/", views.feedback, name="feedback"),
    path("accessibility/feedback/thanks/<slug:reference>/", views.thanks, name="thanks"),
    path("desk/accessibility/", views.desk, name="desk"),
    path("desk/accessibility/reports/<int:pk>/", views.report, name="report"),
    path("desk/accessibility/barriers/add/", views.note, name="note"),
    path("desk/accessibility/barriers/<int:pk>/", views.change, name="change"),
    path("desk/accessibility/barriers/<int:pk>/mend/", views.mend, name="mend"),
    path("desk/accessibility/review/", views.review, name="review"),
]
