from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class CouncilConfig(AppConfig):
    default = True
    name = "council"
    verbose_name = "The council's site"

    def ready(self) -> None:
        from council import checks  # noqa: F401 - registers Django's system checks


class MoothallAdminConfig(admin_apps.AdminConfig):
    default = False
    default_site = "council.admin_site.MoothallAdminSite"
