"""The addresses of every noun; `<record>` matches declared nouns and nothing else."""

from django.urls import path, register_converter
from django.urls.converters import SlugConverter

from samsyn.kernel.records import declaration
from samsyn.kernel.records.documents import views as documents
from samsyn.kernel.records.views import edits, lists, pages, picking


class RecordConverter(SlugConverter):
    """Matches the address of a declared noun."""

    def to_python(self, value: str) -> str:
        """Turn away what is no noun, so that another address may match."""
        if value not in {record.slug for record in declaration.all_records()}:
            raise ValueError(value)
        return value


register_converter(RecordConverter, "record")

app_name = "records"

urlpatterns = [
    path("<record:slug>/", lists.record_list, name="list"),
    path("<record:slug>/new/", edits.record_new, name="new"),
    path("<record:slug>/pick/<slug:name>/", picking.record_pick, name="pick"),
    path("<record:slug>/export.<slug:form>", lists.record_export, name="export"),
    path("<record:slug>/views/", lists.save_view, name="save_view"),
    path("<record:slug>/views/<int:pk>/delete/", lists.delete_view, name="delete_view"),
    path("<record:slug>/<int:pk>/", pages.record_page, name="page"),
    path("<record:slug>/<int:pk>/edit/", edits.record_edit, name="edit"),
    path("<record:slug>/<int:pk>/delete/", edits.record_delete, name="delete"),
    path("<record:slug>/<int:pk>/confirm/", pages.record_confirm, name="confirm"),
    path("<record:slug>/<int:pk>/documents/", documents.document_new, name="document_new"),
    path(
        "<record:slug>/<int:pk>/documents/<int:document>/",
        documents.document_content,
        name="document",
    ),
    path(
        "<record:slug>/<int:pk>/documents/<int:document>/remove/",
        documents.document_remove,
        name="document_remove",
    ),
]
