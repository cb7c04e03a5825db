"""One module a rule: `find` takes a case and yields drafts; sentences.yaml says them and gives their tier."""
