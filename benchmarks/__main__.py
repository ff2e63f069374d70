"""Run all benchmarks, or those named; the exit code says whether a bar was missed."""

import argparse
import sys

from benchmarks import (
    briefing,
    build,
    check,
    country,
    ingest,
    messages,
    national,
    pages,
    publish,
    summary,
    viewers,
)

BENCHMARKS = {
    "ingest": ingest.measure,
    "build": build.measure,
    "check": check.measure,
    "publish": publish.measure,
    "country": country.measure,
    "briefing": briefing.measure,
    "pages": pages.measure,
    "messages": messages.measure,
    "national": national.measure,
    "viewers": viewers.measure,
}


def name_of(text: str) -> str:
    """Accept the name of a benchmark, for argparse."""
    if text not in BENCHMARKS:
        raise argparse.ArgumentTypeError(f"{text} is none of {', '.join(BENCHMARKS)}")
    return text


def main() -> int:
    """Print the tables, and all outcomes in one at the end; they also go to benchmarks/results."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", type=name_of, metavar="|".join(BENCHMARKS))
    parser.add_argument("--runs", type=int, help="runs of each side, instead of the usual number")
    options = parser.parse_args()
    reports = [BENCHMARKS[name](options.runs) for name in options.names or BENCHMARKS]
    return min(summary.shown(reports).misses, 1)


if __name__ == "__main__":
    sys.exit(main())
