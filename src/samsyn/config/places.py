"""Say where Samsyn keeps what is not in git."""

from pathlib import Path

from samsyn.config.environment import environment


def front_end() -> Path:
    """Folder with the stylesheets, scripts and fonts that came from the npm registry."""
    return environment().home / "front-end"


def static_root() -> Path:
    """Folder with every static file, collected, as the web server hands them out."""
    return environment().home / "static"


def uploads() -> Path:
    """Folder with what people have uploaded."""
    return environment().home / "uploads"
