"""The pages, each with its JSON twin under /api: the same answer through a template."""
