"""`make proof`: kills the processes of 50 imports on each database; tests/proof/ tells how."""

import sys

from runlog.start.progress import ending_in_a_sentence
from tests.proof.__main__ import main

if __name__ == "__main__":
    sys.exit(ending_in_a_sentence(main))
