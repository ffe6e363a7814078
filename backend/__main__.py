"""`python -m backend`: the same as the `storycanvas` command."""

from backend.cli.app import main

if __name__ == "__main__":
    main()
