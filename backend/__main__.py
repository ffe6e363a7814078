"""`python -m backend`: the same as the `storycanvas` command."""

import gc
import sys


def main() -> None:
    """Run the command line; Ctrl-C may come while it is still being loaded."""
    gc.disable()  # what is loaded stays: to look for garbage in it takes a tenth of the time
    try:
        from backend.cli.app import main as run
    except KeyboardInterrupt:
        sys.exit(130)
    gc.freeze()
    gc.enable()
    run()


if __name__ == "__main__":
    main()
