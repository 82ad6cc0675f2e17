from django.apps import AppConfig


class WebsiteGroupsConfig(AppConfig):
    name = "website_groups"
    verbose_name = "Local groups"
