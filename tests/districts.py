"""Plans of ten districts with targets for air in several words and units, for tests of what is compared."""

from graph.store import Store
from tests.stores import NOW, Draft, Loaded

DISTRICTS = tuple(f"甲省/乙市/{name}区" for name in "东西南北中湖河山岭桥")
WORDS = ("细颗粒物年均浓度", "PM2.5平均浓度", "全区PM2.5浓度", "细颗粒物（PM2.5）浓度", "PM2.5年均浓度")


def number_of(place: str) -> str:
    """The number of a district's plan."""
    return f"{place[-2]}府〔2023〕{DISTRICTS.index(place) + 1}号"


def district(at: int) -> Loaded:
    """A plan with a level of PM2.5 in micro- or milligrams, led by its own bureau, and in odd ones a fall too."""
    place = DISTRICTS[at]
    draft = Draft(number_of(place), f"2023-01-{at + 1:02}")
    ecology = draft.department(f"{place}/ecology-environment", "区生态环境局", jurisdiction=place)
    housing = draft.department(f"{place}/housing-urban-rural", "区住房城乡建设局", jurisdiction=place)
    air = draft.measure("1", "控制扬尘", f"加强工地扬尘管控，{place[-2:]}每日洒水。", assigned=True)
    draft.duty("LEADS", ecology if at % 2 else housing, air)
    if at % 3 == 0:
        draft.duty("LEADS", housing if at % 2 else ecology, air, order=2)
    in_milligrams = at % 4 == 3
    draft.target(
        air, WORDS[at % len(WORDS)], comparator="<=", deadline="2025" if at < 8 else "2027",
        value=f"0.0{30 + at}" if in_milligrams else str(30 + at), unit="毫克/立方米" if in_milligrams else "μg/m³",
    )  # fmt: skip
    if at == 1:
        draft.target(
            air, "细颗粒物年均浓度", comparator="decrease", value="18", unit="%", baseline="2020", deadline="2025"
        )
    if at == 2:
        draft.target(air, "农村细颗粒物年均浓度", comparator="<=", value="20", unit="微克/立方米", deadline="2025")
        draft.target(air, "投资", comparator="=", value="3", unit="亿元")
    return draft.done(number=number_of(place), jurisdiction=place, title=f"{place[-2:]}清洁空气行动计划")


def load_districts(store: Store) -> None:
    """Store all ten plans."""
    for at in range(len(DISTRICTS)):
        store.writer().replace(*district(at), loaded_at=NOW)
