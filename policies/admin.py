"""The policy's versions in Django's admin: to read, with their rules."""

from django.contrib import admin

from accounts.recorded_admin import RecordedAdmin
from policies.models import PolicyVersion


@admin.register(PolicyVersion)
class PolicyVersionAdmin(RecordedAdmin):
    list_display = ("title", "number", "adopted_on", "effective_from")
