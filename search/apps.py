from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "Search"

    def ready(self) -> None:
        from search import keeping

        pre_migrate.connect(keeping.lift_before, dispatch_uid="search triggers lifted")
        post_migrate.connect(keeping.install_after, dispatch_uid="search triggers")
