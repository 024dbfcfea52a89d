"""`make proof`: proves what takes long to prove; tests/proof/ tells what and how."""

import sys

from runlog.start.progress import Stop, ending_in_a_sentence
from runlog.start.tools import lacking
from tests.proof.__main__ import main


def prove() -> int:
    """Have what the proofs need, then do them: none of them is worth an hour that cannot end."""
    if missing := lacking():
        raise Stop(". ".join(missing) + ".")
    return main()


if __name__ == "__main__":
    sys.exit(ending_in_a_sentence(prove))
