"""What a person chooses in the first step of an import."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class UploadForm(forms.Form):
    """The spreadsheet."""

    file = forms.FileField(
        label=_("The spreadsheet"),
        allow_empty_file=True,  # the reader says it better
        max_length=200,
        help_text=_("Excel (.xlsx, .xls), OpenDocument (.ods) or text (.csv), as it is."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.xls,.ods,.csv,.tsv,.txt"}),
    )
