from django.apps import AppConfig


class EmailLogConfig(AppConfig):
    name = "email_log"
    verbose_name = "Correspondence"
