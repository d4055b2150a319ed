"""The completion scripts load in their shells and offer what the program has."""

import shutil
import subprocess
import tempfile
import unittest

from program import run


def needs(shell):
    return unittest.skipUnless(shutil.which(shell), f"{shell} is not installed")


class Completion(unittest.TestCase):
    def offered(self, words):
        """What bash offers for the last of the words."""
        script = run("completion", "bash").stdout + f"""
COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); _sigmatic; printf '%s\\n' "${{COMPREPLY[@]}}"
"""
        done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, timeout=30, check=True)
        return done.stdout.split()

    @needs("bash")
    def test_bash(self):
        self.assertIn("compile", self.offered("sigmatic ''"))
        self.assertEqual(self.offered("sigmatic comp"), ["compile", "completion"])
        self.assertIn("--target", self.offered("sigmatic compile --"))
        self.assertEqual(self.offered("sigmatic compile --format nd"), ["ndjson"])
        self.assertIn("splunk", self.offered("sigmatic compile -t ''"))
        self.assertEqual(self.offered("sigmatic completion z"), ["zsh"])

    @needs("zsh")
    def test_zsh(self):
        with tempfile.NamedTemporaryFile("w", suffix="_sigmatic") as script:
            script.write(run("completion", "zsh").stdout)
            script.flush()
            subprocess.run(["zsh", "-n", script.name], check=True, timeout=30)

    @needs("fish")
    def test_fish(self):
        script = run("completion", "fish").stdout + "complete -C 'sigmatic compile --format '\n"
        done = subprocess.run(["fish", "--no-config", "-c", script], capture_output=True, text=True, timeout=30, check=True)
        self.assertIn("ndjson", done.stdout)

    def test_unknown_shell(self):
        self.assertEqual(run("completion", "tcsh").returncode, 2)


if __name__ == "__main__":
    unittest.main()
