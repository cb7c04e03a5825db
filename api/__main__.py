"""`python -m api` is `respgraph`."""

from api.cli import main

main()
