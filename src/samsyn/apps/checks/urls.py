"""The addresses of findings and rules."""

from django.urls import path

from samsyn.apps.checks.views import findings, own_rules, rules, running

app_name = "checks"

urlpatterns = [
    path("findings/", findings.finding_list, name="findings"),
    path("findings/export.<slug:form>", findings.finding_export, name="export"),
    path("findings/<int:pk>/", findings.finding_page, name="finding"),
    path("findings/<int:pk>/accept/", findings.accept, name="accept"),
    path("findings/<int:pk>/withdraw/", findings.withdraw, name="withdraw"),
    path("findings/<int:pk>/assign/", findings.assign, name="assign"),
    path("rules/", rules.rule_list, name="rules"),
    path("rules/run/", running.run_now, name="run"),
    path("rules/run/<int:pk>/", running.watch_run, name="running"),
    path("rules/own/new/", own_rules.write, name="own_rule_new"),
    path("rules/own/<int:pk>/", own_rules.rewrite, name="own_rule"),
    path("rules/own/<int:pk>/delete/", own_rules.remove, name="own_rule_delete"),
    path("rules/own/preview/", own_rules.preview, name="own_rule_preview"),
    path("rules/<slug:code>/", rules.rule_page, name="rule"),
]
