"""The register's addresses that are not a record's own."""

from django.urls import path

from samsyn.apps.register.views import (
    agreement_acts,
    buying,
    classification,
    costs,
    exchange,
    fit,
    impact,
    incidents,
    map_export,
    map_table,
    override,
    products,
    reports,
    retirement,
    routine_analysis,
    run_out,
    suppliers,
    workshop,
)
from samsyn.apps.register.views import map as map_view

app_name = "register"

_INFORMATION = [
    path("information-assets/<int:pk>/workshop/", workshop.workshop_start, name="workshop_start"),
    path("classification-workshops/<int:pk>/answers/", workshop.workshop, name="workshop"),
    path(
        "classification-workshops/<int:pk>/answers/<slug:aspect>/<slug:perspective>/",
        workshop.workshop_answer,
        name="workshop_answer",
    ),
    path("classification-workshops/<int:pk>/news/", workshop.workshop_news, name="workshop_news"),
    path(
        "classification-workshops/<int:pk>/frame/", workshop.workshop_frame, name="workshop_frame"
    ),
    path(
        "classifications/<int:pk>/report/",
        reports.classification_report,
        name="classification_report",
    ),
    path(
        "classifications/<int:pk>/report.<slug:form>",
        reports.classification_report_file,
        name="classification_paper",
    ),
    path("routines/<int:pk>/report/", reports.routine_report, name="routine_report"),
    path("routines/<int:pk>/report.<slug:form>", reports.routine_report_file, name="routine_paper"),
    path("routines/<int:pk>/analysis/", routine_analysis.routine_analysis, name="routine_analysis"),
    path(
        "routines/<int:pk>/analysis/requirements/",
        routine_analysis.routine_requirements,
        name="routine_requirements",
    ),
    path("routines/<int:pk>/analysis/<slug:kind>/new/", routine_analysis.line_new, name="line_new"),
    path(
        "routines/<int:pk>/analysis/<slug:kind>/<int:line>/",
        routine_analysis.line_edit,
        name="line_edit",
    ),
    path(
        "routines/<int:pk>/analysis/<slug:kind>/<int:line>/remove/",
        routine_analysis.line_remove,
        name="line_remove",
    ),
]

_SUPPLIERS = [
    path("suppliers/alike/", suppliers.suppliers_alike, name="suppliers_alike"),
    path("suppliers/<int:pk>/twin/", suppliers.supplier_twin, name="supplier_twin"),
    path(
        "suppliers/<int:pk>/merge/<int:other>/", suppliers.suppliers_merge, name="suppliers_merge"
    ),
    path("suppliers/<int:pk>/incident/", incidents.incident_report, name="incident_report"),
    path("incident-clocks/<int:pk>/answer/", incidents.clock_answer, name="clock_answer"),
    path("supplier-incidents/<int:pk>/log/", incidents.incident_log, name="incident_log"),
    path("supplier-incidents/<int:pk>/end/", incidents.incident_end, name="incident_end"),
    path("supplier-incidents/<int:pk>/notice/", incidents.incident_notice, name="incident_notice"),
    path("supplier-notices/all/", incidents.notice_list, name="notices"),
    path("supplier-notices/<int:pk>/received/", incidents.notice_received, name="notice_received"),
]

_AGREEMENTS = [
    path("agreements/find/", buying.agreements_find, name="agreements_find"),
    path("agreements/run-out/", run_out.agreements_run_out, name="agreements_run_out"),
    path("agreements/calendar.ics", run_out.agreements_calendar, name="agreements_calendar"),
    path("agreements/<int:pk>/notice/", agreement_acts.agreement_notice, name="agreement_notice"),
    path("agreements/<int:pk>/option/", agreement_acts.agreement_option, name="agreement_option"),
    path("agreements/<int:pk>/extend/", agreement_acts.agreement_extend, name="agreement_extend"),
    path("follow-ups/<int:pk>/done/", agreement_acts.follow_up_done, name="follow_up_done"),
]

urlpatterns = [
    *_AGREEMENTS,
    *_SUPPLIERS,
    *_INFORMATION,
    path("systems/<int:pk>/retire/", retirement.system_retire, name="system_retire"),
    path("systems/<int:pk>/costs/", costs.system_costs, name="system_costs"),
    path("systems/<int:pk>/exchange/", exchange.system_exchange, name="system_exchange"),
    path("register/costs/", costs.cost_overview_page, name="cost_overview"),
    path("register/costs.<slug:form>", costs.cost_overview_file, name="cost_overview_file"),
    path("register/fit/", fit.system_fit, name="system_fit"),
    path("systems/<int:pk>/impact/", impact.system_impact, name="system_impact"),
    path("suppliers/<int:pk>/impact/", impact.supplier_impact, name="supplier_impact"),
    path("sites/<int:pk>/impact/", impact.site_impact, name="site_impact"),
    path("systems/<int:pk>/override/", override.system_override, name="system_override"),
    path(
        "systems/<int:pk>/override/<slug:aspect>/withdraw/",
        override.override_withdraw,
        name="override_withdraw",
    ),
    path(
        "information-assets/<int:pk>/classify/",
        classification.asset_classify,
        name="asset_classify",
    ),
    path("register/map/", map_view.map_page, name="map"),
    path("register/map/data/", map_view.map_data, name="map_data"),
    path("register/map/places/", map_view.map_places, name="map_places"),
    path("register/map/table/", map_table.map_table, name="map_table"),
    path("register/map/map.svg", map_export.map_svg_file, name="map_svg"),
    path("register/map/archimate.xml", map_export.archimate, name="archimate"),
    path("register/map/things/<slug:key>/", map_view.map_thing, name="map_thing"),
    path("products/<int:pk>/users/", products.product_users, name="product_users"),
]
