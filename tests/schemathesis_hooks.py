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
    """Whether a case is tried: an empty list or object stands in an address as an empty word."""
    del context
    if (case.path_parameters or {}).get("name") == ACCOUNT:
        return False
    return not any(isinstance(value, list | dict) and not value for value in (case.query or {}).values())
