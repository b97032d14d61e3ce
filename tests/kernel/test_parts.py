"""The small parts of pages say what they mean, to eyes and to screen readers."""

from __future__ import annotations

from enum import StrEnum

import pytest
from django import forms
from django.template import Context, Template
from django.utils import translation

from samsyn.kernel.form_renderer import SamsynRenderer
from samsyn.kernel.form_widgets import DayInput, UnitInput
from samsyn.kernel.templatetags import prose, ui


class Serious(StrEnum):
    """Any enum whose value is a severity."""

    HIGH = "high"


@pytest.mark.parametrize("value", ["high", "HIGH", Serious.HIGH])
def test_a_severity_has_a_shape_and_a_word(value: str) -> None:
    with translation.override("en"):
        shown = ui.severity(value)
    assert "icons.svg#severity-high" in shown
    assert "High</span>" in shown


def test_an_unknown_severity_is_none_and_not_a_class_name() -> None:
    with translation.override("en"):
        shown = ui.severity('"><script>')
    assert "script" not in shown
    assert "severity-none" in shown


def test_a_tag_takes_only_known_tones() -> None:
    assert ui.tag("<b>", "danger") == '<span class="ds-tag" data-color="danger">&lt;b&gt;</span>'
    assert 'data-color="neutral"' in ui.tag("x", "purple")


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Åsa Öberg", "ÅÖ"),
        ("Märta Lind af Berg", "MB"),
        ("Anna-Karin Ek", "AE"),
        ("Samsyn", "S"),
        ("", "?"),
        ("4711", "?"),
    ],
)
def test_initials_are_the_first_and_the_last_name(name: str, letters: str) -> None:
    assert ui.initials(name) == letters


def test_a_level_fills_as_many_boxes_as_it_says() -> None:
    shown = ui.level(3, "K")
    assert shown.count('class="on"') == 3
    assert shown.count('class="off"') == 1
    assert "3 K" in shown


def test_a_notice_frames_what_stands_between_its_tags() -> None:
    page = Template('{% load ui %}{% notice "warning" title=title %}<p>C</p>{% endnotice %}')
    assert page.render(Context({"title": "A & B"})) == (
        '<div class="ds-alert" data-color="warning"><h2>A &amp; B</h2><p>C</p></div>'
    )


@pytest.mark.parametrize(
    ("written", "never"),
    [
        ("<script>alert(1)</script>", "<script"),
        ("[x](javascript:alert(1))", "href"),
        ("![x](https://example.org/x.png)", "<img"),
        ('<a href="/" onclick="x()">y</a>', "<a"),
    ],
)
def test_markdown_cannot_carry_anything_harmful(written: str, never: str) -> None:
    assert never not in prose.markdown(written)


def test_a_text_never_competes_with_the_title_of_its_page() -> None:
    assert prose.markdown("# Title\n\n* one") == "<h3>Title</h3>\n<ul>\n<li>one</li>\n</ul>\n"


class Question(forms.Form):
    """One field of each kind that is laid out in its own way."""

    default_renderer = SamsynRenderer

    name = forms.CharField(label="Name", help_text="As you say it.")
    months = forms.IntegerField(label="Notice", widget=UnitInput("months"), required=False)
    started = forms.DateField(label="Started", widget=DayInput(), required=False)
    kinds = forms.MultipleChoiceField(
        label="Kinds",
        choices=[("a", "A"), ("b", "B")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    sure = forms.BooleanField(label="Sure", required=False)


def test_what_is_wrong_with_a_field_is_tied_to_it_and_listed_on_top() -> None:
    form = Question(data={})
    with translation.override("en"):
        html = form.render()
    assert 'id="id_name_error"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert '<a href="#id_name">Name: This field is required.</a>' in html
    assert "One thing to put right" in html


def test_a_unit_stands_beside_its_number_and_never_in_the_markup_of_the_input() -> None:
    html = str(Question()["months"].as_field_group())
    assert '<span class="unit">months</span>' in html
    assert "unit=" not in html


def test_a_date_keeps_the_form_that_browsers_insist_on() -> None:
    form = Question(data={"name": "x", "started": "2026-11-22"})
    with translation.override("nb"):
        assert form.is_valid()
        assert 'type="date"' in str(form["started"])
        assert 'value="2026-11-22"' in str(Question(initial=form.cleaned_data)["started"])


def test_many_choices_are_a_named_group_of_checkboxes() -> None:
    html = str(Question()["kinds"].as_field_group())
    assert "<fieldset" in html
    assert "<legend>Kinds" in html
    assert html.count('type="checkbox"') == 2


def test_every_input_has_a_label_of_its_own() -> None:
    form = Question()
    for name in ("name", "months", "started", "sure"):
        assert f'<label for="id_{name}"' in str(form[name].as_field_group())
