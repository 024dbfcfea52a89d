"""`make bench`: measures; bench/ tells what and how."""

import sys

from bench.__main__ import main
from runlog.start.progress import ending_in_a_sentence

if __name__ == "__main__":
    sys.exit(ending_in_a_sentence(main))
