"""Every address of the product."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from council import answer_views, health, public_views, search_views, sitemaps, views

handler400 = "council.error_views.bad_request"

urlpatterns = [
    path("", public_views.home, name="home"),
    path("contact/", public_views.contact, name="contact"),
    path("search/", search_views.search, name="search"),
    path("desk/search/", search_views.desk_search, name="desk_search"),
    path("robots.txt", public_views.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-pages.xml", sitemaps.pages, name="sitemap_pages"),
    re_path(
        r"^sitemap-(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])\.xml$", sitemaps.of_month, name="sitemap_month"
    ),
    path("sitemap-groups.xml", sitemaps.groups, name="sitemap_groups"),
    path("sitemap-groups-<int:number>.xml", sitemaps.group_items, name="sitemap_group_items"),
    path("", include("council.accessibility.urls")),
    path("colour.css", views.colour, name="colour"),
    path("healthz", health.healthz),
    path("comments/", public_views.comments, name="comments"),
    path("policies/how/", public_views.how_carried_out, name="how_carried_out"),
    path("", include("policies.urls")),
    path("desk/", views.desk, name="desk"),
    path("desk/", include("council.people.urls")),
    path("desk/help/", include("council.help.urls")),
    path("desk/report/", include("council.report.urls")),
    path("desk/ready-answer/", answer_views.answer, name="ready_answer"),
    path("", include("posts.urls")),
    path("", include("posts.kinds.urls")),
    path("", include("files.urls")),
    path("groups/", include("website_groups.urls")),
    path("desk/groups/", include("website_groups.desk_urls")),
    path("desk/my-groups/", include("website_groups.editor_urls")),
    path("desk/decisions/", include("moderation.urls")),
    path("desk/channels/", include("channels.urls")),
    path("desk/", include("policies.reading_urls")),
    path("desk/questions/", include("policies.question_urls")),
    path("desk/reviews/", include("policies.review_urls")),
    path("desk/conduct/", include("policies.conduct.urls")),
    # Addresses are the Clerk's to set, so allauth's own page for them leads on.
    path("accounts/email/", RedirectView.as_view(pattern_name="mfa_index")),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]

if settings.DEMO:
    urlpatterns.append(path("demonstration/", include("council.demonstration.urls")))
