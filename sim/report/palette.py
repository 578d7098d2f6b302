"""Colours that the colour-blind can tell apart, and that survive a grey printer with the help of dashes.

Designs: Paul Tol's "muted" scheme (SRON/EPS/TN/09-002). Magnitude: cividis (Nunez, Anderton and Renslow
2018, "Optimizing colormaps with consideration for color vision deficiency").
"""

DESIGNS = (
    "#332288", "#CC6677", "#44AA99", "#882255", "#DDCC77",
    "#117733", "#88CCEE", "#AA4499", "#999933", "#777777",
)  # fmt: skip
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "solid", "dash", "dot", "dashdot", "longdash")

ENDINGS = {
    "solved_1": "#117733",
    "solved_2": "#44AA99",
    "solved_3": "#88CCEE",
    "solved_4": "#C7E3F2",
    "bot": "#332288",
    "abandoned": "#CC6677",
    "lost": "#882255",
    "blocked": "#DDCC77",
    "open": "#BBBBBB",
}

WORK = "#88CCEE"  # that people have time for

JUDGEMENTS = {
    "better": "#0072B2",
    "worse": "#D55E00",
    "changed": "#332288",
    "same": "#8A8A8A",
    "equal": "#8A8A8A",
}

MAGNITUDE = ("#00224E", "#2A3F6D", "#575C6D", "#7C7B78", "#A59C74", "#D2C060", "#FEE838")[
    ::-1
]  # more is darker

INK, FAINT, GRID, PAPER = "#1B1F24", "#5B6470", "#E3E6EA", "#FFFFFF"


FADED = 0.5  # as the style sheet has it


def design(number: int) -> tuple[str, str]:
    """Colour and dash of the design with this number."""
    return DESIGNS[number % len(DESIGNS)], DASHES[number % len(DASHES)]


def faded(colour: str) -> str:
    """As a bar has it, so that its interval can be seen on it."""
    return translucent(colour, FADED)


def translucent(colour: str, share: float) -> str:
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return f"rgba({red},{green},{blue},{share})"
