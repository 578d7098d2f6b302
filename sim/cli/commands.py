"""The commands and their arguments. What they call is imported late, so that `moked --help` is quick."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from sim.words import _

app = typer.Typer(
    name="moked",
    help=_("Simulate call centres and help desks: compare staffing designs on the same customers."),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Replications = Annotated[
    int | None, typer.Option(min=1, help=_("Runs of each design; default: the study's, or 30."))
]
Seed = Annotated[int | None, typer.Option(min=0, help=_("The same seed gives the same customers and luck."))]
Jobs = Annotated[int | None, typer.Option(min=1, help=_("Processes at most; default: one per core."))]
Clock = Annotated[
    Literal["simpy", "compiled", "auto"], typer.Option(help=_("The event calendar; results are the same."))
]
Settings = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="KEY=VALUE", help=_("Change a value, in every design; may be repeated.")),
]
Output = Annotated[Path, typer.Option(metavar="DIR", help=_("The folder for the report and its tables."))]
Record = Annotated[
    bool, typer.Option("--record", help=_("Keep every issue, contact and leg, as Parquet beside the report."))
]
Overwrite = Annotated[
    bool, typer.Option("--overwrite", help=_("Replace the record that is there; goes with --record."))
]
Folder = Annotated[Path, typer.Argument(metavar="FOLDER", help=_("A record, as --record keeps it."))]
Scenario = Annotated[Path, typer.Argument(metavar="FILE", help=_("A scenario."))]


@app.callback(invoke_without_command=True)
def moked(
    version: Annotated[
        bool, typer.Option("--version", help=_("Say which version this is."), is_eager=True)
    ] = False,
) -> None:
    if version:
        from importlib import metadata

        print(f"moked {metadata.version('moked')}")
        raise typer.Exit


@app.command(help=_("Simulate designs over the same customers with the same luck, and report what differs."))
def compare(
    files: Annotated[
        list[Path], typer.Argument(metavar="STUDY|FILES...", help=_("A study, or two scenarios or more."))
    ],
    baseline: Annotated[
        str | None, typer.Option(metavar="NAME", help=_("The design to hold others against."))
    ] = None,
    replications: Replications = None,
    seed: Seed = None,
    jobs: Jobs = None,
    clock: Clock = "simpy",
    set: Settings = None,
    output: Output = Path("reports"),
    record: Record = False,
    overwrite: Overwrite = False,
) -> None:
    from sim.cli.simulating import Keeping, Manner, simulate
    from sim.measure import MEASURES
    from sim.scenario import Study, load, load_study

    designs: Study | list
    if len(files) == 1:
        designs = load_study(files[0], set or (), MEASURES)
    else:
        designs = [load(file, set or ()) for file in files]
    manner = Manner(baseline, replications, seed, jobs, clock)
    simulate(designs, files, output, manner, Keeping(record, overwrite))


@app.command(help=_("Simulate one design, and report on it."))
def run(
    file: Scenario,
    replications: Replications = None,
    seed: Seed = None,
    jobs: Jobs = None,
    clock: Clock = "simpy",
    set: Settings = None,
    output: Output = Path("reports"),
    record: Record = False,
    overwrite: Overwrite = False,
) -> None:
    from sim.cli.simulating import Keeping, Manner, simulate
    from sim.scenario import load

    manner = Manner(None, replications, seed, jobs, clock)
    simulate([load(file, set or ())], [file], output, manner, Keeping(record, overwrite))


@app.command(help=_("Draw the report of a record again, without simulating."))
def report(
    folder: Folder,
    output: Annotated[
        Path | None, typer.Option(metavar="DIR", help=_("The folder for it; default: beside the record."))
    ] = None,
) -> None:
    from sim.cli.recalling import redraw

    redraw(folder, output)


@app.command(help=_("Tell the story of one issue of a record, in time order."))
def trace(
    folder: Folder,
    issue: Annotated[int | None, typer.Option(min=0, metavar="N", help=_("The issue's number."))] = None,
    exceptions: Annotated[
        str | None,
        typer.Option(
            "--list",
            metavar="NAME",
            help=_("Or list exceptions: longest, calls, contacts, hand-backs."),
        ),
    ] = None,
    design: Annotated[
        str | None, typer.Option(metavar="NAME", help=_("In which design; default: the baseline."))
    ] = None,
    replication: Annotated[
        int | None, typer.Option(metavar="R", help=_("In which replication; default: the first."))
    ] = None,
) -> None:
    from sim.cli.tracing import Wanted
    from sim.cli.tracing import trace as tell

    tell(folder, Wanted(issue, exceptions, design, replication))


@app.command(help=_("Simulate again what a record's manifest says, and hold every file against it."))
def reproduce(
    folder: Folder,
    jobs: Jobs = None,
    output: Annotated[
        Path | None, typer.Option(metavar="DIR", help=_("Keep the new record in this folder."))
    ] = None,
) -> None:
    from sim.cli.recalling import reproduce as again

    again(folder, jobs, output)


@app.command(
    help=_("Show a scenario as it is read: where each value comes from, load against capacity, warnings.")
)
def explain(file: Scenario, set: Settings = None) -> None:
    from sim.cli.explaining import show
    from sim.scenario import load

    show(load(file, set or ()))


@app.command(
    help=_("Judge what studies claim: each claim holds, fails, or one can't tell; and where that flips.")
)
def claims(
    path: Annotated[
        Path, typer.Argument(metavar="PATH", exists=True, help=_("A study, or a folder with studies."))
    ],
    json: Annotated[
        Path | None, typer.Option(metavar="FILE", dir_okay=False, help=_("Write the verdicts as JSON, too."))
    ] = None,
    replications: Replications = None,
    seed: Seed = None,
    jobs: Jobs = None,
    clock: Clock = "auto",
) -> None:
    from sim.cli.judging import Manner, judge_all

    judge_all(path, json, Manner(replications, seed, jobs, clock))


@app.command(
    help=_("Verify: set simulated figures beside exact theory, published simulations and real records.")
)
def verify(
    list: Annotated[bool, typer.Option("--list", help=_("Only list the cases."))] = False,
    only: Annotated[
        str | None,
        typer.Option(metavar="PATTERN", help=_("Cases whose id holds this; * stands for any.")),
    ] = None,
    quick: Annotated[bool, typer.Option("--quick", help=_("The quick part, with shorter runs."))] = False,
    defects: Annotated[
        bool,
        typer.Option(
            "--defects",
            help=_("Sow defects in a copy of the source code instead: does a test see each? Minutes."),
        ),
    ] = False,
    json: Annotated[
        Path | None,
        typer.Option(metavar="FILE", dir_okay=False, help=_("Write what was found as JSON, too.")),
    ] = None,
    output: Output = Path("reports"),
    jobs: Jobs = None,
) -> None:
    from sim.cli.verifying import list_cases, list_defects, sow_defects, verify_all

    if defects and list:
        list_defects(only)
    elif defects:
        sow_defects(only, json, jobs)
    elif list:
        list_cases(only, quick)
    else:
        verify_all(only, quick, json, output, jobs)


@app.command(help=_("Copy a scenario that comes with Moked, to start from. Nothing is overwritten."))
def new(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=_("The folder to make."))],
    source: Annotated[
        str,
        typer.Option(
            "--from",
            metavar="NAME",
            help=_("Which one: spd (a support centre), bank, or kinds (four kinds of centre)."),
        ),
    ] = "spd",
) -> None:
    from sim.cli.starting import copy

    print(_("Now try: moked compare {path}").format(path=copy(source, folder)))


@app.command(help=_("How many agents a period needs, as Erlang calculators say: A with patience, else C."))
def erlang(
    calls: Annotated[float, typer.Option(help=_("Calls offered in a period."))],
    aht: Annotated[str, typer.Option(metavar="TIME", help=_("Mean handle time: talk, hold and wrap-up."))],
    period: Annotated[str, typer.Option(metavar="TIME", help=_("The period."))] = "1h",
    target: Annotated[
        str, typer.Option(metavar="SHARE/TIME", help=_("Answered in time; 80/20 is 80%/20s."))
    ] = "80/20",
    patience: Annotated[
        str | None,
        typer.Option(metavar="TIME", help=_("Mean time until callers hang up; default: they never do.")),
    ] = None,
    shrinkage: Annotated[
        str, typer.Option(metavar="SHARE", help=_("Of paid time, not on the phone."))
    ] = "0%",
    agents: Annotated[
        int | None, typer.Option(min=1, help=_("What so many give, instead of how many are needed."))
    ] = None,
) -> None:
    from sim.cli.calculating import Question, answer

    answer(Question(calls, aht, period, target, patience, shrinkage, agents))
