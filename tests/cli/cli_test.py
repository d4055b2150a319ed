"""What a user of the command line is promised: outputs, formats, exit codes."""

import gzip
import json
import pathlib
import shutil
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree

from program import ROOT, ROOT_RULES, run

TARGETS = {"splunk": "spl", "eql": "eql", "cloudwatch": "cwli", "athena": "sql"}
RULE = """title: A rule
id: 6b6a4ab4-1f0e-4b9f-8a5f-1d6f0e2c9b11
logsource:
    product: test
detection:
    selection:
        name: value
    condition: selection
"""
BROKEN = RULE.replace("condition: selection", "condition: selektion")
REFUSED = RULE.replace("name: value", "name|hour: 5").replace("6b6a", "7c7a")  # EQL has no parts of times


class Folder(unittest.TestCase):
    """Gives each test a folder of its own."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path


class General(Folder):
    def test_version_and_help(self):
        self.assertRegex(run("--version").stdout, r"^sigmatic \d+\.\d+\.\d+\n$")
        help_text = run("--help")
        self.assertEqual(help_text.returncode, 0)
        for command in ("compile", "check", "eval", "test", "explain", "fields", "targets", "completion"):
            self.assertIn(command, help_text.stdout)
            page = run(command, "--help")
            self.assertEqual(page.returncode, 0)
            self.assertIn("Examples:", page.stdout)

    def test_usage_errors_are_2(self):
        for arguments in ([], ["nonsense"], ["compile"], ["compile", "x.yml"], ["compile", "-t", "sql", "x.yml"],
                          ["compile", "-t", "eql", "--format", "xml", "x.yml"], ["eval", "-r"],
                          ["compile", "-t", "eql", "--source", "index", "x.yml"],
                          ["compile", "-t", "eql", "--map", "nosuch", "x.yml"]):
            self.assertEqual(run(*arguments).returncode, 2, arguments)

    def test_unreadable_input_is_3(self):
        for arguments in (["compile", "-t", "eql", "missing.yml"], ["check", "missing.yml"],
                          ["eval", "-r", ROOT_RULES, "missing.json"], ["eval", "-r", "missing.yml", "-"],
                          ["test", "missing.yml"], ["explain", "missing.yml"]):
            result = run(*arguments, stdin="")
            self.assertEqual(result.returncode, 3, arguments)
            self.assertIn("missing.", result.stderr + result.stdout)

    def test_readable_files_are_used_although_others_are_not(self):
        path = self.write("rule.yml", RULE)
        result = run("compile", "-t", "eql", "missing.yml", path)
        self.assertEqual(result.returncode, 3)
        self.assertIn("any where", result.stdout)

    def test_colour_only_where_wanted(self):
        path = self.write("broken.yml", BROKEN)
        self.assertNotIn("\x1b", run("check", path).stdout)
        self.assertIn("\x1b", run("check", "--color", "always", path).stdout)
        self.assertNotIn("\x1b", run("check", "--color", "never", path).stdout)


class Compile(Folder):
    def test_one_query_is_printed_alone(self):
        path = self.write("rule.yml", RULE)
        result = run("compile", "-t", "eql", path)
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        self.assertTrue(result.stdout.startswith("any where"), result.stdout)

    def test_standard_input(self):
        self.assertEqual(run("compile", "-t", "athena", "-", stdin=RULE).stdout,
                         run("compile", "-t", "athena", self.write("rule.yml", RULE)).stdout)

    def test_folder_output(self):
        out = self.folder / "out"
        result = run("compile", "-t", "all", "-o", out, ROOT_RULES)
        self.assertEqual(result.returncode, 0, result.stderr)
        stems = {path.stem for path in ROOT_RULES.glob("*.yml") if not path.name.endswith(".test.yml")}
        for target, extension in TARGETS.items():
            self.assertEqual({path.name for path in (out / target).iterdir()}, {f"{stem}.{extension}" for stem in stems})

    def test_rules_of_one_name_do_not_overwrite_each_other(self):
        self.write("a/rule.yml", RULE)
        self.write("b/rule.yml", RULE.replace("value", "other"))
        run("compile", "-t", "eql", "-o", self.folder / "out", self.folder / "a", self.folder / "b")
        self.assertIn("value", (self.folder / "out/eql/rule.eql").read_text())
        self.assertIn("other", (self.folder / "out/eql/rule-2.eql").read_text())

    def test_ndjson_has_a_line_for_each_rule_and_target(self):
        self.write("a.yml", RULE)
        self.write("b.yml", BROKEN)
        self.write("c.yml", REFUSED)
        self.write("d.yml", "a: [")
        result = run("compile", "-t", "splunk,eql", "--format", "ndjson", self.folder)
        self.assertEqual(result.returncode, 1)
        lines = [json.loads(line) for line in result.stdout.splitlines()]
        self.assertEqual([(pathlib.Path(line["path"]).name, line["target"]) for line in lines],
                         [(f"{name}.yml", target) for name in "abcd" for target in ("splunk", "eql")])
        by_name = {(pathlib.Path(line["path"]).name, line["target"]): line for line in lines}
        good = by_name["a.yml", "eql"]
        self.assertEqual((good["ok"], good["id"], good["title"]), (True, "6b6a4ab4-1f0e-4b9f-8a5f-1d6f0e2c9b11", "A rule"))
        self.assertIn("any where", good["query"])
        for key in (("b.yml", "eql"), ("c.yml", "eql"), ("d.yml", "splunk")):
            self.assertFalse(by_name[key]["ok"])
            self.assertNotIn("query", by_name[key])
            for diagnostic in by_name[key]["diagnostics"]:
                self.assertRegex(diagnostic["code"], r"^SG\d{4}$")
                self.assertGreaterEqual(diagnostic["line"], 1)
                self.assertGreaterEqual(diagnostic["column"], 1)
                self.assertTrue(diagnostic["message"])
                self.assertEqual(pathlib.Path(diagnostic["file"]).name, key[0])
        self.assertIsNone(by_name["d.yml", "eql"]["title"])

    def test_json_is_one_array(self):
        path = self.write("rule.yml", RULE)
        self.assertEqual(len(json.loads(run("compile", "-t", "all", "--format", "json", path).stdout)), 4)
        self.assertEqual(json.loads(run("compile", "-t", "all", "--format", "json", "missing.yml").stdout), [])

    def test_sarif(self):
        path = self.write("broken.yml", BROKEN)
        result = run("compile", "-t", "eql", "--diagnostics", "sarif", path)
        self.assertEqual(result.returncode, 1)
        sarif = json.loads(result.stderr)
        self.assertEqual(sarif["version"], "2.1.0")
        found = sarif["runs"][0]["results"][0]
        rules = sarif["runs"][0]["tool"]["driver"]["rules"]
        self.assertEqual(rules[found["ruleIndex"]]["id"], found["ruleId"])
        self.assertEqual(found["locations"][0]["physicalLocation"]["region"]["startLine"], 8)

    def test_refusal_names_the_place_and_the_way_out(self):
        path = self.write("rule.yml", REFUSED)
        result = run("compile", "-t", "eql", path)
        self.assertEqual((result.returncode, result.stdout), (1, ""))
        self.assertIn(f"{path}:7:", result.stderr)
        self.assertIn("hint:", result.stderr)

    def test_own_field_map_and_source(self):
        rule = self.write("rule.yml", RULE)
        fields = self.write("map.yml", "name: own\ntarget: athena\nsource: {table: t1}\nfields: {name: other_column}\n")
        query = run("compile", "-t", "athena", "--fields", fields, rule).stdout
        self.assertIn("other_column", query)
        self.assertIn("t1", query)
        self.assertIn("t2", run("compile", "-t", "athena", "--fields", fields, "--source", "table=t2", rule).stdout)

    def test_unknown_field_is_an_error_unless_passed_on_request(self):
        rule = self.write("rule.yml", RULE.replace("product: test", "product: aws\n    service: cloudtrail")
                          .replace("name: value", "eventNam: x"))
        result = run("compile", "-t", "athena", rule)
        self.assertEqual(result.returncode, 1)
        self.assertIn("`eventName`", result.stderr)
        self.assertEqual(run("compile", "-t", "athena", "--pass-unknown-fields", rule).returncode, 0)

    def test_output_is_the_same_every_time(self):
        first = run("compile", "-t", "all", "--format", "ndjson", ROOT_RULES).stdout
        self.assertEqual(first, run("compile", "-t", "all", "--format", "ndjson", ROOT_RULES).stdout)


class Check(Folder):
    def test_formats_and_exit_codes(self):
        good = self.write("good.yml", RULE)
        bad = self.write("bad.yml", BROKEN)
        self.assertEqual(run("check", good).returncode, 0)
        self.assertEqual(run("check", bad).returncode, 1)
        found = json.loads(run("check", "--format", "json", bad).stdout)
        self.assertEqual((found[0]["line"], found[0]["severity"]), (8, "error"))
        self.assertEqual(json.loads(run("check", "--format", "sarif", bad).stdout)["version"], "2.1.0")

    def test_targets(self):
        rule = self.write("rule.yml", REFUSED)
        self.assertEqual(run("check", rule).returncode, 0)
        self.assertEqual(run("check", "-t", "eql", rule).returncode, 1)

    def test_all_errors_in_one_run(self):
        rule = self.write("rule.yml", BROKEN.replace("product: test", "produkt: test\n    product: 5")
                          .replace("name: value", "name|contans: value"))
        self.assertGreaterEqual(len([d for d in json.loads(run("check", "--format", "json", rule).stdout)]), 3)

    def test_an_empty_folder_is_said(self):
        (self.folder / "empty").mkdir()
        result = run("check", self.folder / "empty")
        self.assertEqual(result.returncode, 1)


class Eval(Folder):
    events = [{"name": "value"}, {"name": "other"}, {"name": ["x", "VALUE"]}]

    def setUp(self):
        super().setUp()
        self.rule = self.write("rule.yml", RULE)

    def matches(self, *arguments, **keywords):
        result = run("eval", "-r", self.rule, *arguments, **keywords)
        return [json.loads(line)["record"] for line in result.stdout.splitlines()], result

    def test_every_format_gives_the_same_records(self):
        lines = "".join(json.dumps(event) + "\n" for event in self.events)
        array = json.dumps(self.events, indent=2)
        records = json.dumps({"Records": self.events})
        for number, text in enumerate((lines, array, records, lines.replace("\n", "\r\n"), "\ufeff" + lines)):
            plain = self.write(f"{number}.json", text)
            packed = self.folder / f"{number}.json.gz"
            packed.write_bytes(gzip.compress(text.encode()))
            for path in (plain, packed):
                found, result = self.matches(path)
                self.assertEqual((found, result.returncode), ([1, 3], 0), (text, result.stderr))
            self.assertEqual(self.matches("-", stdin=text)[0], [1, 3])

    def test_output_formats(self):
        path = self.write("e.ndjson", json.dumps(self.events[0]) + "\n")
        line = json.loads(run("eval", "-r", self.rule, path).stdout)
        self.assertEqual(line, {"rule": "6b6a4ab4-1f0e-4b9f-8a5f-1d6f0e2c9b11", "title": "A rule", "file": str(path), "record": 1})
        self.assertEqual(run("eval", "--format", "tsv", "-r", self.rule, path).stdout,
                         f"6b6a4ab4-1f0e-4b9f-8a5f-1d6f0e2c9b11\t{path}\t1\n")
        self.assertIn("A rule", run("eval", "--format", "table", "-r", self.rule, path).stdout)

    def test_the_title_stands_in_for_a_missing_id(self):
        rule = self.write("no_id.yml", "\n".join(line for line in RULE.splitlines() if not line.startswith("id:")))
        path = self.write("e.ndjson", json.dumps(self.events[0]) + "\n")
        self.assertEqual(json.loads(run("eval", "-r", rule, path).stdout)["rule"], "A rule")

    def test_broken_lines_are_reported_and_the_rest_goes_on(self):
        path = self.write("e.ndjson", '{"name": "value"}\n{"name": \n[1]\n{"name": "value"}\n')
        found, result = self.matches(path)
        self.assertEqual(found, [1, 4])
        self.assertNotEqual(result.returncode, 0)
        self.assertIn(f"{path}:2", result.stderr)
        self.assertIn(f"{path}:3", result.stderr)

    def test_a_faulty_rule_does_not_stop_the_others(self):
        self.write("rules/bad.yml", BROKEN)
        self.write("rules/good.yml", RULE)
        path = self.write("e.ndjson", json.dumps(self.events[0]) + "\n")
        result = run("eval", "-r", self.folder / "rules", path)
        self.assertEqual(result.returncode, 1)
        self.assertEqual(len(result.stdout.splitlines()), 1)

    def test_the_attack_chain(self):
        result = run("eval", "-r", ROOT_RULES, ROOT_RULES / "events")
        self.assertEqual(result.returncode, 0, result.stderr)
        found = {}
        for line in map(json.loads, result.stdout.splitlines()):
            found.setdefault(line["title"], []).append(line["record"])
        self.assertEqual(found["AWS Root Account Login Without MFA"], [4])
        self.assertEqual(found["AWS Root Account Key Created"], [8])
        self.assertEqual(found["AWS Root Account Usage"], [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 14, 15, 16, 17, 18, 19, 21])
        self.assertEqual(found["AWS IAM User, Role or Credential Created by Root"], [9, 11])
        self.assertEqual(len(found), 11)


class Test(Folder):
    tests = """tests:
  - name: it matches
    match: true
    event: {name: value}
  - name: it does not
    match: false
    event: {name: other}
"""

    def test_rules_with_their_tests(self):
        self.write("rule.yml", RULE)
        self.write("rule.test.yml", self.tests)
        self.assertEqual(run("test", self.folder).returncode, 0)
        self.write("rule.test.yml", self.tests.replace("other", "VALUE"))
        result = run("test", self.folder)
        self.assertEqual(result.returncode, 1)
        self.assertIn("it does not", result.stdout)

    def test_the_root_account_rules(self):
        result = run("test", "--format", "json", ROOT_RULES)
        self.assertEqual(result.returncode, 0, result.stdout)
        json.loads(result.stdout)

    def test_junit(self):
        self.write("rule.yml", RULE)
        self.write("rule.test.yml", self.tests.replace("other", "value").replace("it does not", "<it> & \"it\""))
        result = run("test", "--format", "junit", self.folder)
        suites = ElementTree.fromstring(result.stdout)
        self.assertEqual(suites.get("tests"), "2")
        self.assertEqual(suites.get("failures"), "1")
        self.assertEqual([case.get("name") for case in suites.iter("testcase")][1], '<it> & "it"')


class Others(Folder):
    def test_explain(self):
        result = run("explain", "-t", "athena", ROOT_RULES / "aws_root_account_usage.yml")
        self.assertEqual(result.returncode, 0)
        self.assertIn("userIdentity.invokedBy", result.stdout)
        self.assertIn("useridentity.invokedby", result.stdout)

    def test_fields(self):
        self.assertIn("cloudtrail", run("fields").stdout)
        self.assertIn("requestParameters.*", run("fields", "cloudtrail", "-t", "eql").stdout)
        self.assertEqual(run("fields", "claudtrail").returncode, 2)
        json.loads(run("fields", "--format", "json", "cloudtrail").stdout)
        own = self.write("own.yml", run("fields", "cloudtrail", "-t", "athena", "--source-text").stdout)
        rule = ROOT_RULES / "aws_root_account_usage.yml"
        self.assertEqual(run("compile", "-t", "athena", "--fields", own, rule).stdout, run("compile", "-t", "athena", rule).stdout)

    def test_targets(self):
        self.assertEqual([line.split()[0] for line in run("targets").stdout.splitlines()], list(TARGETS))
        self.assertEqual([target["name"] for target in json.loads(run("targets", "--format", "json").stdout)], list(TARGETS))

    def test_target_pages_are_what_the_program_says(self):
        for target in TARGETS:
            page = ROOT / "docs/targets" / f"{target}.md"
            text = run("targets", target, "--format", "markdown").stdout
            self.assertEqual(page.read_text(encoding="utf-8"), text, f"{page}: ./dev golden --update renews it")


if __name__ == "__main__":
    unittest.main()
