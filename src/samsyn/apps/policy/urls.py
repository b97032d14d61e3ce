"""The addresses of this room that are not a record's own."""

from django.urls import path

from samsyn.apps.policy.views import clauses

app_name = "policy"

urlpatterns = [
    path("steering-documents/<int:pk>/paste/", clauses.paste, name="paste_clauses"),
    path("clauses/<int:pk>/rules/", clauses.clause_rules, name="clause_rules"),
]
