#!/usr/bin/env bash
# What `./dev demo` shows: the three root-account detections in all four languages, the tests of all root-account rules,
# and what they find in the events of an attack.
set -euo pipefail
cd "$(dirname "$0")/.."
rules=rules/aws/root-account
sigmatic=build/sigmatic

say() { printf '\n=== %s\n\n' "$*"; }

say "The three detections of the advisory, in four languages"
"$sigmatic" compile -t all "$rules"/aws_root_{console_login_without_mfa,account_usage,access_key_created}.yml

say "All root-account rules, as files in build/demo"
"$sigmatic" compile -t all -o build/demo "$rules"
ls build/demo/*

say "The rules' own tests"
"$sigmatic" test "$rules"

say "What the rules find in the events of an attack ($rules/events)"
"$sigmatic" eval --format table -r "$rules" "$rules/events"
