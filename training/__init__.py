"""Builds the language pipelines under ``selon/languages/*/pipeline`` from Universal Dependencies treebanks."""
