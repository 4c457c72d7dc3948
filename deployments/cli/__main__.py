"""`python -m deployments.cli`: the same as the command `mentor`."""

from deployments.cli.app import main

if __name__ == "__main__":
    main()
