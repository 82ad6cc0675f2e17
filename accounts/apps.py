from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "People and offices"

    def ready(self) -> None:
        from accounts import triggers

        post_migrate.connect(triggers.install, sender=self, dispatch_uid="record triggers")
