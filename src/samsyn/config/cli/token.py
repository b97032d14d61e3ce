"""Make an API token for somebody, and print its secret this once.

The token belongs to one organisation and can do what the person may do there; with the scope
`read` alone it changes nothing.

For example::

  samsyn token anna@edskog.example --organisation edskog
  samsyn token anna@edskog.example --organisation edskog --scope read --scope write --days 30
"""

from argparse import ArgumentParser, Namespace

from samsyn.config.cli._output import add_json, complain, say, say_json
from samsyn.config.cli._work import at_work

_SCOPES = ("read", "write")


def add_arguments(parser: ArgumentParser) -> None:
    """Ask for whom, and for what."""
    parser.add_argument("email", metavar="EMAIL", help="whose permissions the token has")
    parser.add_argument("--organisation", metavar="SLUG", help="needed where there are several")
    parser.add_argument("--scope", action="append", choices=_SCOPES, help="read unless said")
    parser.add_argument("--name", default="samsyn token", help="what it is for")
    parser.add_argument("--days", type=int, default=90, help="how long it lives; 366 at most")
    add_json(parser)


def run(options: Namespace) -> int:
    """Make the token, or say why there is none."""
    with at_work():
        from samsyn.kernel.access.grants import grants_of
        from samsyn.kernel.access.tokens import create_token
        from samsyn.kernel.models import User
        from samsyn.kernel.tenancy.session import Standing, acting_for

        user = User.objects.filter(email=options.email.lower(), is_active=True).first()
        if user is None:
            complain(f"Nobody signs in as {options.email}.")
            return 2
        with acting_for(Standing(user=str(user.pk))):
            grants = {grant.organisation.slug: grant for grant in grants_of(user)}
        wanted = options.organisation or (next(iter(grants)) if len(grants) == 1 else "")
        if wanted not in grants:
            places = ", ".join(grants) or "no organisation"
            complain(f"{options.email} may act for {places}: choose one with --organisation.")
            return 2
        secret = create_token(
            grants[wanted].actor(user),
            name=options.name,
            scopes=options.scope or ["read"],
            days=options.days,
        )
        if options.json:
            say_json({"token": secret, "organisation": wanted})
        else:
            say(secret)
    return 0
