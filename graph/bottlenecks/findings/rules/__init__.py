"""One function a rule: it takes a case and yields drafts; sentences.yaml says them and gives their tier."""
