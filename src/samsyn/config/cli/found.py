"""Found an organisation, and let its first administrator in.

Prints an address where the administrator sets a password; it is good once. Running it again for the
same organisation lets another administrator in.

For example::

  samsyn found "Edskog" --administrator anna@edskog.example --name "Anna Ek"
  samsyn found "Fjordbygden" --kind federation --administrator elin@fjordbygden.example
  samsyn found "Edskog" --member-of fjordbygden --administrator anna@edskog.example
"""

from argparse import ArgumentParser, Namespace

from samsyn.config.cli._output import add_json, complain, say, say_json
from samsyn.config.cli._work import at_work

_KINDS = ("municipality", "federation", "region", "company", "authority")
_LANGUAGES = {"SE": "sv", "NO": "nb", "DK": "da", "FI": "sv"}
_TAKEN = {"account", "api", "demo", "health", "language", "metrics", "static"}


def add_arguments(parser: ArgumentParser) -> None:
    """Ask what it is called and who looks after it."""
    parser.add_argument("organisation", metavar="NAME", help="what it is called")
    parser.add_argument("--slug", help="its part of every address; made from the name")
    parser.add_argument("--kind", choices=_KINDS, default="municipality")
    parser.add_argument("--country", choices=tuple(_LANGUAGES), default="SE")
    parser.add_argument("--member-of", metavar="SLUG", help="a federation that is there already")
    parser.add_argument("--administrator", metavar="EMAIL", required=True)
    parser.add_argument("--name", default="", help="the administrator's name")
    add_json(parser)


def run(options: Namespace) -> int:
    """Found it, and say where the administrator begins."""
    with at_work() as doors:
        from django.core.exceptions import ValidationError
        from django.core.validators import validate_email

        slug = options.slug or _slug_of(options.organisation)
        try:
            validate_email(options.administrator)
        except ValidationError:
            complain(f"{options.administrator} is not an e-mail address.")
            return 2
        if not slug or slug in _TAKEN:
            complain(f'"{slug}" cannot be part of an address here: choose another with --slug.')
            return 2
        if doors.owner is None:
            complain("Only the tables' owner founds organisations: set DATABASE_OWNER_URL.")
            return 3
        with doors.owner.connect() as owner:
            problem = _found(owner, slug, options)
        if problem:
            complain(problem)
            return 2
        _tell(slug, options)
    return 0


def _found(owner: object, slug: str, options: Namespace) -> str:
    """Found, join and let in; return what stood in the way, or nothing."""
    from samsyn.apps.portfolio.public import start_from_method
    from samsyn.domain.access.actor import samsyn_for
    from samsyn.domain.access.permissions import AccessRole
    from samsyn.kernel.models import Organisation, User
    from samsyn.kernel.tenancy.founding import found_organisation, join_federation, let_in

    federation = Organisation.objects.filter(slug=options.member_of, kind="federation").first()
    if options.member_of and federation is None:
        return f'There is no federation at "{options.member_of}": found it first.'
    organisation = found_organisation(
        owner,  # type: ignore[arg-type]
        slug=slug,
        name=options.organisation,
        kind=options.kind,
        country=options.country,
        language=_LANGUAGES[options.country],
    )
    if federation:
        join_federation(owner, member=organisation, federation=federation.pk)  # type: ignore[arg-type]
    email = options.administrator.lower()
    user = User.objects.filter(email=email).first() or User.objects.create_user(
        email, name=options.name or email.partition("@")[0]
    )
    role = AccessRole.ADMINISTRATOR
    let_in(owner, organisation=organisation, user=user.pk, role=role)  # type: ignore[arg-type]
    start_from_method(samsyn_for(organisation))
    return ""


def _tell(slug: str, options: Namespace) -> None:
    from samsyn.kernel.access.addresses import absolute
    from samsyn.kernel.access.invitations import link_for_a_first_password
    from samsyn.kernel.models import User

    link = link_for_a_first_password(User.objects.get(email=options.administrator.lower()))
    address = absolute(f"/{slug}/")
    if options.json:
        say_json({"organisation": slug, "address": address, "set_password": link})
        return
    say(f"{options.organisation} is at {address}")
    if link:
        say(f"{options.administrator} sets a password at {link}")


def _slug_of(name: str) -> str:
    from django.utils.text import slugify

    return slugify(name.translate(str.maketrans("åäöæøÅÄÖÆØ", "aaoaoAAOAO")))
