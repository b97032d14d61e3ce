"""Every sentence of this room: grounds, questions, rules, and what is missing by law."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from samsyn.domain.data_protection.completeness import Missing
from samsyn.domain.data_protection.grounds import read_grounds, written
from samsyn.domain.data_protection.screening import Question
from samsyn.domain.shared.refusal import Objection

ACT_NAMES: Mapping[str, StrOrPromise] = {
    "data_protection.screen_activity": _("Screened for an impact assessment"),
    "data_protection.follow_agreements": _("Renamed with the agreement"),
}

ARTICLE_6: Mapping[str, StrOrPromise] = {
    "a": _("Consent"),
    "b": _("Contract with the person"),
    "c": _("Legal obligation"),
    "d": _("Vital interests"),
    "e": _("Task in the public interest or official authority"),
    "f": _("Legitimate interests (not for authorities' own tasks)"),
}
ARTICLE_9: Mapping[str, StrOrPromise] = {
    "a": _("Explicit consent"),
    "b": _("Employment and social protection law"),
    "c": _("Vital interests of somebody who cannot consent"),
    "d": _("Members of an association"),
    "e": _("Made public by the person"),
    "f": _("Legal claims"),
    "g": _("Substantial public interest, by law"),
    "h": _("Health or social care"),
    "i": _("Public health"),
    "j": _("Archives, research or statistics"),
}

QUESTIONS: Mapping[Question, tuple[StrOrPromise, StrOrPromise]] = {
    Question.ASSESSED_ALREADY: (
        _("Is there already an assessment of a very similar processing?"),
        _("The same kind of data, purpose, technology and risk; here or at a neighbour."),
    ),
    Question.ASSESSED_BY_LAW: (
        _("Was the impact assessed when the law that regulates it was made?"),
        _("It rests on a legal duty or public task, and the law says in detail how it is done."),
    ),
    Question.ON_EXEMPT_LIST: (
        _("Is it on the data protection authority's list of processing that needs none?"),
        _("Few authorities have made such a list."),
    ),
    Question.EXTENSIVE_EVALUATION: (
        _("Are people evaluated systematically and extensively by machine, for decisions?"),
        _("Decisions with legal effect, or that touch people as much, rest on the evaluation."),
    ),
    Question.SPECIAL_CATEGORIES: (
        _("Are special categories of data processed?"),
        _("Health, religion, ethnic origin, union membership, sex life, genes, biometrics."),
    ),
    Question.OFFENCES: (_("Are convictions or offences processed?"), ""),
    Question.LARGE_SCALE: (
        _("Is it done on a large scale?"),
        _("Weigh how many people, how much data, for how long, and how wide an area."),
    ),
    Question.PUBLIC_AREA: (
        _("Is a place that is open to the public watched systematically, on a large scale?"),
        _("Cameras in streets and squares, for instance."),
    ),
    Question.ON_NATIONAL_LIST: (
        _("Is it on the data protection authority's list of processing to assess?"),
        _("Each country's authority publishes one (Article 35(4)). Say which point of it below."),
    ),
    Question.EVALUATION: (
        _("Are people evaluated or scored?"),
        _("Their work, economy, health, behaviour or movements are predicted or graded."),
    ),
    Question.AUTOMATED_DECISIONS: (
        _("Does a machine decide, with legal effect or much like it?"),
        "",
    ),
    Question.MONITORING: (
        _("Are people monitored systematically?"),
        _("Observed, followed or controlled, also over a network."),
    ),
    Question.HIGHLY_PERSONAL: (
        _("Is other highly personal data processed?"),
        _("Private economy, place, messages, protected identity, life at home."),
    ),
    Question.MATCHING: (
        _("Are data sets matched or combined?"),
        _("From several purposes or controllers, in a way people would not expect."),
    ),
    Question.VULNERABLE: (
        _("Is it about people in a weak position?"),
        _("Children, pupils, patients, clients, employees, asylum seekers."),
    ),
    Question.NEW_TECHNOLOGY: (
        _("Is technology used, or used in a way, that is new?"),
        _("Artificial intelligence, sensors, face recognition."),
    ),
    Question.PREVENTS: (
        _("Can it keep people from using a right, a service or a contract?"),
        _("A credit check before an agreement, for instance."),
    ),
    Question.OTHER_HIGH_RISK: (
        _("Do you see a high risk of another kind?"),
        _("The law asks for an assessment whenever the risk is likely to be high."),
    ),
}

CRITERIA: Mapping[str, StrOrPromise] = {
    "evaluation": _("Evaluation or scoring"),
    "automated_decisions": _("Machine decisions with legal effect"),
    "monitoring": _("Systematic monitoring"),
    "sensitive": _("Sensitive or highly personal data"),
    "large_scale": _("Large scale"),
    "matching": _("Data sets matched or combined"),
    "vulnerable": _("People in a weak position"),
    "new_technology": _("New technology"),
    "prevents": _("Keeps people from a right or service"),
}

SUGGESTED: Mapping[str, StrOrPromise] = {
    "subjects": _("People in the activity"),
    "assets": _("Information"),
    "systems": _("Systems"),
    "activity": _("The activity itself"),
    "purposes": _("Purposes"),
}

MISSING: Mapping[Missing, tuple[StrOrPromise, StrOrPromise]] = {
    Missing.CONTROLLER: (
        _("Name of the controller, and how to reach it"),
        _("People must know whom to turn to with their rights."),
    ),
    Missing.DPO: (
        _("Data protection officer"),
        _("Every public authority has one, and the register must say who."),
    ),
    Missing.PURPOSE: (
        _("A purpose"),
        _("Without a stated purpose nothing may be collected at all."),
    ),
    Missing.LEGAL_BASIS: (
        _("A legal basis (Article 6) for every purpose"),
        _("Processing is lawful only on one of six grounds, purpose by purpose."),
    ),
    Missing.SUPPLEMENTARY_LAW: (
        _("The law behind a legal duty or public task"),
        _("Letters c and e hold only where another law lays the duty or task on us."),
    ),
    Missing.SPECIAL_BASIS: (
        _("An exception (Article 9) for special categories"),
        _("They may not be processed unless one of ten exceptions applies."),
    ),
    Missing.OFFENCES_BASIS: (
        _("The purpose for which convictions or offences are processed"),
        _("Only authorities may, and only where the law allows it."),
    ),
    Missing.SUBJECTS: (
        _("Whom it is about, and which kinds of data"),
        _("The register must describe both, group by group."),
    ),
    Missing.RECIPIENTS: (
        _("Recipients"),
        _("People have a right to know where their data goes. Write “none” if it stays here."),
    ),
    Missing.THIRD_COUNTRY: (
        _("Whether the data leaves the EU and EEA"),
        _("The register must say, and to which countries."),
    ),
    Missing.TRANSFER_BASIS: (
        _("What allows the transfer out of the EU and EEA"),
        _("It is forbidden without a basis in chapter V."),
    ),
    Missing.STORAGE: (
        _("How long it is kept"),
        _("Where possible, the register says when each kind of data is deleted."),
    ),
    Missing.MEASURES: (
        _("How the data is protected"),
        _("Where possible, a general description of the measures."),
    ),
    Missing.SERVED: (
        _("The controllers we process for"),
        _("A processor's register names each of them."),
    ),
    Missing.INFORMATION: (
        _("Whether the people concerned are informed"),
        _("They must be, in plain words, at the latest when the data is collected."),
    ),
    Missing.CONSENT: (
        _("How consent is asked for and kept"),
        _("We must be able to show that it was given."),
    ),
    Missing.AUTOMATION: (
        _("How machines decide"),
        _("People must be told of the logic, and may ask for a human."),
    ),
    Missing.CONSIDERED_GROUNDS: (
        _("Grounds that the source named and no purpose has"),
        _("Nothing of the source is thrown away: take it over, or take it out of the source."),
    ),
}


def explain(objection: Objection) -> str:
    """Put an objection of this room into a sentence."""
    sentences = {
        "says_not_where": _("Say where the earlier assessment is, so that others find it."),
        "says_not_why": _("Say which law, or which point of the list, you mean."),
    }
    return str(sentences[objection.code])


def grounds_in_words(text: str) -> str:
    """Say what the codes of a list are read as, and which of them mean otherwise than they say."""
    grounds = read_grounds(text)
    said = [str(_("Read as: %(grounds)s.")) % {"grounds": written(grounds)}] if grounds else []
    said += [str(_MOVED) % {"code": code} for code in grounds.moved]
    return " ".join(said)


_MOVED = _("%(code)s stands for § 8 (criminal offences) in this list, not for § 10.")
