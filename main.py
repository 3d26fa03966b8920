"""The command `verdict` in a checkout."""

import sys

if __name__ == "__main__":
    try:
        from assistant.guest.verdict_command import main

        status = main()
    except KeyboardInterrupt:  # before there is anything that could tell it
        status = 130
    sys.exit(status)
