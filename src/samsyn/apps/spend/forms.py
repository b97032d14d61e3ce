"""What people may say about invoices."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.apps.register.public import Agreement, Supplier
from samsyn.apps.spend.models import Invoice
from samsyn.domain.access.actor import Actor


class ManyFilesInput(forms.FileInput):
    """A place for many files at once."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Answers with a list of uploaded files."""

    def clean(self, data: Any, initial: Any = None) -> Any:  # noqa: ANN401 - Django's signature
        """Check each file."""
        files = data if isinstance(data, list | tuple) else [data]
        return [super(ManyFilesField, self).clean(one, initial) for one in files]


class InvoicesForm(forms.Form):
    """The files."""

    invoices = ManyFilesField(
        label=_("E-invoices"),
        allow_empty_file=True,  # it is told with the other reasons
        max_length=300,
        help_text=_(
            "Peppol BIS Billing 3 (UBL 2.1) as XML: some files, or a zip of thousands. Invoices"
            " that are known already are recognised."
        ),
        widget=ManyFilesInput(attrs={"accept": ".xml,.zip,.gz", "multiple": True}),
    )


class ChooseAgreementForm(forms.Form):
    """Which agreement, and why."""

    agreement = forms.ModelChoiceField(
        Agreement.everything.none(),
        label=_("Agreement"),
        required=False,
        empty_label=_("None: it is outside all agreements"),
    )
    alike = forms.BooleanField(
        label=_("Settle the supplier's other invoices in the same way"),
        required=False,
        help_text=_("Those where several agreements are possible, this one among them."),
    )
    reason = forms.CharField(label=_("Why"), max_length=500)

    def __init__(self, actor: Actor, invoice: Invoice, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        super().__init__(*args, **options)
        ours = Agreement.owned_by(actor).exclude(kind=Agreement.Kind.DPA)
        theirs = ours.filter(supplier=invoice.supplier)
        named = ours.filter(pk__in=invoice.candidates)
        field = self.fields["agreement"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = (theirs | named).order_by("sort_key", "pk")


class ChooseSupplierForm(forms.Form):
    """Which supplier, and why."""

    supplier = forms.ModelChoiceField(Supplier.everything.none(), label=_("Supplier"))
    reason = forms.CharField(label=_("Why"), max_length=500)

    def __init__(self, actor: Actor, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        super().__init__(*args, **options)
        field = self.fields["supplier"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = Supplier.visible_to(actor).order_by("sort_key", "pk")
