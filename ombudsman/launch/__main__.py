"""``python3 -m ombudsman.launch run | test | proof | manage``.

Nothing above the version check may need a Python newer than 3.6.
"""

import sys

OLDEST = (3, 11)


def main(arguments: "list[str]") -> int:
    """Run one command and return its exit status."""
    if sys.version_info < OLDEST:
        found = ".".join(map(str, sys.version_info[:2]))
        sys.stderr.write(
            "Python 3.11 or newer is needed and this is "
            + found
            + ": choose one, for example make run PYTHON=python3.12.\n"
        )
        return 1
    # Only now: an old Python cannot even read the rest.
    from ombudsman.launch.command import command  # noqa: PLC0415 - see above

    return command(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
