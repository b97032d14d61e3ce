"""The room's addresses that are not a record's own."""

from django.urls import path

from samsyn.apps.data_protection.views import (
    annexes,
    article_30,
    open_register,
    screening,
    versions,
)

app_name = "data_protection"

urlpatterns = [
    path("article-30/", article_30.article_30, name="article_30"),
    path("article-30/register.<slug:form>", article_30.register_file, name="register_file"),
    path("article-30/files/<int:pk>/", article_30.register_making, name="register_making"),
    path("article-30/files/<int:pk>/register.pdf", article_30.register_made, name="register_made"),
    path("processing-activities/<int:pk>/screen/", screening.screen, name="screen"),
    path("processor-terms/<int:pk>/annexes/", annexes.terms_annexes, name="terms_annexes"),
    path("processor-terms/<int:pk>/annexes.<slug:form>", annexes.annex_file, name="annex_file"),
    path(
        "agreement-templates/<int:pk>/versions/",
        versions.template_versions,
        name="template_versions",
    ),
    path("public/<slug:slug>/personal-data/", open_register.open_register, name="open_register"),
]
