"""Runs the built program, for the tests in this folder."""

import os
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("SIGMATIC", str(ROOT / "build/sigmatic"))
ROOT_RULES = ROOT / "rules/aws/root-account"


def run(*arguments, stdin=None, cwd=ROOT, env=None):
    """The finished process; standard output and error as text."""
    environment = {**os.environ, **(env or {})}
    return subprocess.run([PROGRAM, *map(str, arguments)], input=stdin, capture_output=True, text=True, cwd=cwd,
                          env=environment, timeout=60, check=False)
