"""What the record's tables hold: each column's kind, unit and meaning.

`python -m sim.experiment.archive.columns > docs/record.md` makes the page of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from sim.floor.names import CONSULTED, CONTACT_KINDS, ENDINGS, LEG_OUTCOMES, MISHAP_NAMES, REASON_NAMES, SIDES

if TYPE_CHECKING:
    import pyarrow as pa

ROWS = 1 << 16  # of a table, written together
VERSION = 2  # of the folder's files, their names and columns

ISSUE_ENDINGS = (*ENDINGS, "open")
RESULTS = (
    *("solved", "escalated", "falsely_solved", "unsolved_known", "rejected"),
    *("put_off", "not_reached", "surveyed", "warned", "reassigned", "handed_back"),
)  # of handling, by `Leg.outlook`
# A contact ends with the result of its last leg, else with its outcome.
CONTACT_ENDINGS = (
    *("solved", "falsely_solved", "unsolved_known", "abandoned", "blocked", "balked", "busy"),
    "not_reached",
)

Kind = Literal["whole number", "number", "moment", "name", "yes or no"]


@dataclass(frozen=True)
class Column:
    """A column of a table; `unit` where figures have one, `names` where few words are possible.

    `empty`: it may be; `wide`: its whole numbers need 64 bits, the numbers of its names more than 8.
    """

    name: str
    kind: Kind
    meaning: str
    unit: str = ""
    names: tuple[str, ...] = ()
    empty: bool = False
    wide: bool = False


ISSUE = Column(
    "issue", "whole number", "the issue's number; the same customer has it in every design", wide=True
)
CONTACT = Column("contact", "whole number", "which of the contacts about the issue, from 1")

ISSUES = (
    ISSUE,
    Column("topic", "name", "what it is about, as the scenario calls it"),
    Column("difficulty", "number", "the ability needed to solve it", "0 to 1"),
    Column("counted", "yes or no", "whether it began in the counted period, so that measures include it"),
    Column("opened", "moment", "when its first contact began"),
    Column("ended", "moment", "when it was over; empty: it was open when the run ended", empty=True),
    Column("ending", "name", "how it ended", names=ISSUE_ENDINGS),
    Column("contacts", "whole number", "contacts about it, the one under way included"),
    Column("handovers", "whole number", "times that it passed to someone else, in all its contacts"),
    Column("hand_backs", "whole number", "of them, down to the tier below"),
    Column(
        "population", "name", "where its customer belongs; empty: the scenario has no populations", empty=True
    ),
    Column(
        "satisfaction",
        "number",
        "the index with which it ended; empty: open, an alarm, or the scenario has none",
        "0 to 1",
        empty=True,
    ),
)
CONTACTS = (
    ISSUE,
    CONTACT,
    Column(
        "kind",
        "name",
        "what it is: the first, a repeat (not solved), a redial (not answered)",
        names=CONTACT_KINDS,
    ),
    Column("began", "moment", "when it joined the first line, or found the centre closed or the lines busy"),
    Column(
        "ended",
        "moment",
        "when its last leg ended; empty: it went up and was under way when the run ended",
        empty=True,
    ),
    Column("legs", "whole number", "its legs that were over"),
    Column("waited", "number", "in all its lines together", "minutes"),
    Column("handled", "number", "by all who handled it", "minutes"),
    Column("handovers", "whole number", "times that it passed to someone else"),
    Column("first_line", "name", "what became of it in the first tier's line", names=LEG_OUTCOMES),
    Column("ending", "name", "how it ended; empty: it was under way", names=CONTACT_ENDINGS, empty=True),
)
LEGS = (
    ISSUE,
    CONTACT,
    Column("leg", "whole number", "which of the legs of the contact, from 1"),
    Column("tier", "name", "where it was, as the scenario calls it"),
    Column("joined", "moment", "when it came to the tier"),
    Column("answered", "moment", "when an agent took it; empty: nobody did", empty=True),
    Column("ended", "moment", "when handling was over, or it left the line unanswered"),
    Column("waited", "number", "in line", "minutes"),
    Column(
        "handled",
        "number",
        "by the agent, `explained` included; empty: nobody answered",
        "minutes",
        empty=True,
    ),
    Column("explained", "number", "of `handled`, in which it was told again", "minutes", empty=True),
    Column("outcome", "name", "how it ended", names=LEG_OUTCOMES),
    Column("pool", "name", "of the agent; empty: nobody answered", empty=True, wide=True),
    Column(
        "place",
        "whole number",
        "of the agent on the pool's payroll, from 1; one may follow another there",
        empty=True,
    ),
    Column("result", "name", "what came of handling; empty: nobody answered", names=RESULTS, empty=True),
    Column("reason", "name", "why it went up; empty: it did not", names=REASON_NAMES, empty=True),
    Column(
        "mishap", "name", "what went wrong in handling, the last of several", names=MISHAP_NAMES, empty=True
    ),
    Column(
        "side",
        "name",
        "`call`: the customer was on the line; `promise`: and was promised an answer; `behind`: was not; "
        "`follow_up`: was called with the answer",
        names=SIDES,
    ),
    Column("avoidable", "yes or no", "it went up, and the agent could have solved it"),
    Column(
        "consulted",
        "name",
        "what came of asking colleagues; empty: nobody answered",
        names=CONSULTED,
        empty=True,
    ),
    Column("helper_pool", "name", "of the colleague who helped; empty: nobody did", empty=True, wide=True),
    Column("helper_place", "whole number", "of the colleague on the pool's payroll, from 1", empty=True),
    Column("channel", "name", "the way in which the customer made contact, or kind of work that was put off"),
)
KEYS = "issue", "contact", "leg"  # in which order an issue is told
TABLES = {"issues": ISSUES, "contacts": CONTACTS, "legs": LEGS}


def schema_of(table: str) -> pa.Schema:
    """The table's columns as Arrow has them."""
    import pyarrow as pa

    types: dict[tuple[Kind, bool], Any] = {
        ("whole number", False): pa.int32(),
        ("whole number", True): pa.int64(),
        ("number", False): pa.float64(),
        ("moment", False): pa.timestamp("us"),
        ("name", False): pa.dictionary(pa.int8(), pa.string()),
        ("name", True): pa.dictionary(pa.int16(), pa.string()),
        ("yes or no", False): pa.bool_(),
    }
    columns = TABLES[table]
    return pa.schema([pa.field(each.name, types[each.kind, each.wide], each.empty) for each in columns])


# --- the page ------------------------------------------------------------------------------------

MEANINGS = {
    "issues": "A row for each issue that began before the run ended, in the order in which they were over; "
    "then those still open, the oldest first.",
    "contacts": "A row for each contact with a leg that was over when the run ended, made from its legs, "
    "in the order in which nothing more could come of them: the issue was over, or the next contact about it "
    "had begun.",
    "legs": "A row for each leg, one stay of a contact with one tier, that was over when the run ended, in "
    "this order.",
}
HEAD = f"""# The record

Made from `sim/experiment/archive/columns.py`; change it there.

`moked run` and `moked compare` keep every issue, contact and leg where `--record` asks for it, in a folder
beside the report: `reports/spd_record/` beside `reports/spd.html`. A record that is there already is replaced
only where `--overwrite` says so, and never by half of another. Then

- `moked report reports/spd_record` draws the report again without simulating;
- `moked trace reports/spd_record --issue 12` tells the story of an issue, `--list longest` names some;
- `moked reproduce reports/spd_record` simulates again what `manifest.json` says, and holds every file against
  it, byte for byte. The manifest alone is enough.

## Files

| file | what it is |
|---|---|
| `manifest.json` | how to get the same again, and what there is |
| `1_tiers/issues-0000.parquet` | of the first design, called tiers, replication 0: the issues |
| `1_tiers/contacts-0000.parquet` | the contacts |
| `1_tiers/legs-0000.parquet` | the legs |
| `1_tiers/totals-0000.npz` | what measures are made from, numpy's arrays: see `Record` in `sim/record.py` |

Design folders are numbered as designs are in the manifest. Files are the same, byte for byte, with the same
versions on the same kind of machine; the tables also under both event calendars.

`manifest.json` has these keys:

- `record`: the version of all this, {VERSION};
- `title`, `baseline`, `interrupted`: of the comparison; `split`, where its study has one;
- `numbers`: of the replications that finished in every design; only these are kept;
- `provenance`: seed, replications finished and asked, event calendar, versions, machine, seconds, date;
- `designs`: each scenario in full, with parents, overrides and settings resolved and tables in it;
- `written_with`: versions that bytes depend on and figures do not;
- `files`: the SHA-256 of each;
- `sha256`: of the manifest itself without this key, as JSON with sorted keys and no spaces.

## Columns

Moments are local time to the microsecond, without a time zone; days have 24 hours. Names are dictionary
columns: `pandas.read_parquet("reports/spd_record/1_tiers/legs-0000.parquet")` makes them categories. Tables
join on issue and contact. Rows are written while the run goes on, {ROWS:,} at a time, and so stand in the
order in which things ended; `sort_values(["issue", "contact", "leg"])` brings an issue's together.
"""


def page() -> str:
    """The page as Markdown."""
    return "\n".join([HEAD, *(_section(name, columns) for name, columns in TABLES.items())])


def _section(name: str, columns: tuple[Column, ...]) -> str:
    rows = [
        f"| `{column.name}` | {column.kind} | {column.unit or ', '.join(column.names)} | {column.meaning} |"
        for column in columns
    ]
    heads = ["| column | kind | unit, or names | |", "|---|---|---|---|"]
    return "\n".join([f"### {name}", "", MEANINGS[name], "", *heads, *rows, ""])


if __name__ == "__main__":
    print(page(), end="")
