"""The verbs of the command line, by what they do; api/cli.py puts them together."""
