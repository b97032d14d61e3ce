"""The addresses of an import into any noun."""

from django.urls import path

from samsyn.kernel.imports.views import columns, preview, result, upload
from samsyn.kernel.records import urls as records  # noqa: F401 - teaches Django `<record:slug>`

app_name = "imports"

urlpatterns = [
    path("<record:slug>/import/", upload.upload, name="upload"),
    path("<record:slug>/import/template.xlsx", upload.template, name="template"),
    path("<record:slug>/import/<int:pk>/columns/", columns.columns, name="columns"),
    path("<record:slug>/import/<int:pk>/preview/", preview.preview, name="preview"),
    path("<record:slug>/import/<int:pk>/answers/", preview.answers, name="answers"),
    path("<record:slug>/import/<int:pk>/progress/", preview.progress, name="progress"),
    path("<record:slug>/import/<int:pk>/stop/", preview.stop, name="stop"),
    path("<record:slug>/import/<int:pk>/result/", result.result, name="result"),
    path("<record:slug>/import/<int:pk>/refused.xlsx", result.refused, name="refused"),
    path("<record:slug>/import/<int:pk>/undo/", result.undo, name="undo"),
]
