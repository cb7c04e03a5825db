"""The shapes of answers, over HTTP and with `--json`; tests/golden/openapi.json pins them.

A dataclass of the domain that holds only words and numbers goes over the wire as it is (Passage, Written, Status). A shape
of its own has a reason: the question holds nodes and edges, of which an answer shows references and the words behind them;
or figures are rounded (StabilityOut, FiguresOfOne, ConcentrationOut, LoadOut); or what the domain leaves to a default is
always told (OriginOut, ProblemOut).
"""
