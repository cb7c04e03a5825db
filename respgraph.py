"""respgraph for Python and notebooks: `from respgraph import open_store`; docs/python.md shows what one asks.

What is here is kept stable; it is made in `api/python/`. The packages behind it (graph, loaders, viz, api) may change.
"""

from api.python.desk import Desk, open_store
from api.python.networks import TakenNetwork
from api.python.rows import DepartmentRow, DutyRow, FindingRow, PartnerRow, PlanRow, TargetRow
from api.python.tables import Table
from api.python.works import LeadRow, MeasureRow

__all__ = [
    "DepartmentRow",
    "Desk",
    "DutyRow",
    "FindingRow",
    "LeadRow",
    "MeasureRow",
    "PartnerRow",
    "PlanRow",
    "Table",
    "TakenNetwork",
    "TargetRow",
    "open_store",
]
