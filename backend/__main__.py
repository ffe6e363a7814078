"""`python -m backend`: the same as the `storycanvas` command."""

import sys


def main() -> None:
    """Run the command line; Ctrl-C may come while it is still being loaded."""
    try:
        from backend.cli.app import main as run
    except KeyboardInterrupt:
        sys.exit(130)
    run()


if __name__ == "__main__":
    main()
