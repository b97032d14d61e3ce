"""The room's addresses that are not a record's own."""

from django.urls import path

from samsyn.apps.spend.views import overview, reading, settling

app_name = "spend"

urlpatterns = [
    path("spend/", overview.overview, name="overview"),
    path("spend/read/", reading.upload, name="upload"),
    path("spend/match/", settling.match, name="match"),
    path("invoice-readings/<int:pk>/result/", reading.result, name="result"),
    path("invoice-readings/<int:pk>/progress/", reading.progress, name="progress"),
    path("invoice-readings/<int:pk>/stop/", reading.stop, name="stop"),
    path("invoice-readings/<int:pk>/refused.xlsx", reading.refused, name="refused"),
    path("spend/matching/<int:pk>/", settling.matching, name="matching"),
    path("invoices/<int:pk>/agreement/", settling.choose_agreement_page, name="choose_agreement"),
    path("invoices/<int:pk>/supplier/", settling.choose_supplier_page, name="choose_supplier"),
]
