"""Mail that left the council, in Django's admin: to read."""

from django.contrib import admin

from accounts.recorded_admin import RecordedAdmin
from email_log.models import OutgoingMail


@admin.register(OutgoingMail)
class OutgoingMailAdmin(RecordedAdmin):
    list_display = ("subject", "mail_class", "recipients", "recorded_at", "state")
    list_select_related = ("dispatch",)
    list_filter = ("mail_class",)

    @admin.display(description="to")
    def recipients(self, mail: OutgoingMail) -> str:
        return ", ".join([*mail.to, *mail.copied_to])

    @admin.display(description="state")
    def state(self, mail: OutgoingMail) -> str:
        state, problem = mail.dispatch.get_state_display(), mail.dispatch.problem
        return f"{state}. {problem}" if problem else state
