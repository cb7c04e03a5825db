"""What schemathesis leaves out.

A value that is written as nothing (`?parties=`) is one that was not given, by our rule. Whoever takes the account away by whose
token all is asked is answered 401 from then on, as it should be.
"""

from typing import Any

import schemathesis

ACCOUNT = "fuzz"
"""By whose token benchmarks/fuzz.py asks."""


@schemathesis.hook
def filter_case(context: schemathesis.HookContext, case: schemathesis.Case[Any]) -> bool:
    """Whether a case is tried: an empty word stands in an address as nothing, and so does an empty list or object."""
    del context
    return not any(value in ("", [], {}, [""]) for value in (case.query or {}).values())


@schemathesis.hook
def map_path_parameters(
    context: schemathesis.HookContext, path_parameters: dict[str, Any] | None
) -> dict[str, Any] | None:
    """Another account in place of the one by whose token all is asked; its name is learnt from answers and asked for often."""
    del context
    if path_parameters and path_parameters.get("name") == ACCOUNT:
        return {**path_parameters, "name": "somebody"}
    return path_parameters
