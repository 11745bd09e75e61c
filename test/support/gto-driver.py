# GTO's own command line, many commands in one process: starting it takes half a second, a command some milliseconds.
# Reads one JSON object a line, {"cwd", "words", "seconds"?}, and answers with one, {"status", "output", "errors"}.
import json
import os
import sys
import time

from click.testing import CliRunner
from gto.cli import app

answers = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)
runner = CliRunner()
real_time = time.time

for line in sys.stdin:
    asked = json.loads(line)
    os.chdir(asked["cwd"])
    os.environ.pop("GIT_COMMITTER_DATE", None)
    seconds = asked.get("seconds")
    if seconds is not None:
        # The library that asks the clock of C passes on to the next one when there is a date; that one asks Python's.
        os.environ["GIT_COMMITTER_DATE"] = f"{seconds} +0000"
        time.time = lambda seconds=seconds: float(seconds)
    try:
        result = runner.invoke(app, asked["words"])
    finally:
        time.time = real_time
    print(json.dumps({"status": result.exit_code, "output": result.stdout, "errors": result.stderr}), file=answers, flush=True)
