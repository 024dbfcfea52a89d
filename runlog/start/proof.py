"""`make proof`: proves what takes long to prove; tests/proof/ tells what and how."""

import sys

from runlog.start.progress import ending_in_a_sentence
from tests.proof.__main__ import main

if __name__ == "__main__":
    sys.exit(ending_in_a_sentence(main))
