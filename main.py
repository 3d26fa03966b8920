"""The command `verdict` in a checkout."""

import sys

from assistant.terminal.command_line import main

if __name__ == "__main__":
    sys.exit(main())
