"""The register's addresses that are not a record's own."""

from django.urls import path

from samsyn.apps.register.views import (
    classification,
    impact,
    map_export,
    map_table,
    override,
    products,
    reports,
    retirement,
    routine_analysis,
    workshop,
)
from samsyn.apps.register.views import map as map_view

app_name = "register"

_INFORMATION = [
    path("information-assets/<int:pk>/workshop/", workshop.workshop_start, name="workshop_start"),
    path("classification-workshops/<int:pk>/work/", workshop.workshop, name="workshop"),
    path(
        "classification-workshops/<int:pk>/answers/<slug:aspect>/<slug:perspective>/",
        workshop.workshop_answer,
        name="workshop_answer",
    ),
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

urlpatterns = [
    *_INFORMATION,
    path("systems/<int:pk>/retire/", retirement.system_retire, name="system_retire"),
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
