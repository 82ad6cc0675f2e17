from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.db.models.signals import post_migrate, pre_migrate


class CouncilConfig(AppConfig):
    default = True
    name = "council"
    verbose_name = "The council's site"

    def ready(self) -> None:
        from council import checks, edition, heartbeat  # noqa: F401 - checks and Celery's signals register themselves

        pre_migrate.connect(edition.lift, sender=self, dispatch_uid="editions lifted")
        post_migrate.connect(edition.install, sender=self, dispatch_uid="editions")


class MoothallAdminConfig(admin_apps.AdminConfig):
    default = False
    default_site = "council.admin_site.MoothallAdminSite"
