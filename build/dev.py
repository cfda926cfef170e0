#!/usr/bin/env python3
"""The one command of a checkout: run, test, bench, screenshots, freeze, lock.

This file must be understood by every Python since 2.7, so that a wrong one gets a sentence
instead of a traceback: no function, no annotation, no f-string here.
"""

import subprocess
import sys

FIRST, LAST = (3, 11), (3, 13)

if __name__ == "__main__":
    if not FIRST <= sys.version_info[:2] <= LAST:
        good = []
        for minor in range(LAST[1], FIRST[1] - 1, -1):
            name = "python3.{0}".format(minor)
            try:
                probe = subprocess.Popen([name, "-c", "1"], stderr=subprocess.PIPE)
                probe.communicate()
            except OSError:
                continue
            if probe.returncode == 0:
                good.append(name)
        hint = "install Python 3.13"
        if good:
            hint = "use the one that is here: {0} {1}".format(good[0], " ".join(sys.argv))
        here = "Python 3.11 to 3.13 is needed, this is {0}.{1}; ".format(*sys.version_info)
        sys.exit(here + hint)

    import commands

    try:
        sys.exit(commands.main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit("-- interrupted")
