"""The verbs of the command line, by what they do; api/cli/__init__.py puts them together."""
