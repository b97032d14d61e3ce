"""Let `python -m samsyn.config.cli` be the `samsyn` command."""

import sys

from samsyn.config.cli import main

sys.exit(main())
