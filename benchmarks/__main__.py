"""Run all benchmarks, or those named; the exit code says whether a bar was missed."""

import argparse
import sys

from benchmarks import briefing, build, check, ingest, pages, publish

BENCHMARKS = {
    "ingest": ingest.measure,
    "build": build.measure,
    "check": check.measure,
    "publish": publish.measure,
    "briefing": briefing.measure,
    "pages": pages.measure,
}


def name_of(text: str) -> str:
    """Accept the name of a benchmark, for argparse."""
    if text not in BENCHMARKS:
        raise argparse.ArgumentTypeError(f"{text} is none of {', '.join(BENCHMARKS)}")
    return text


def main() -> int:
    """Print the tables; the times also go to benchmarks/results."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", type=name_of, metavar="|".join(BENCHMARKS))
    parser.add_argument("--runs", type=int, help="runs of each side, instead of the usual number")
    options = parser.parse_args()
    reports = [BENCHMARKS[name](options.runs) for name in options.names or BENCHMARKS]
    return min(sum(report.misses for report in reports), 1)


if __name__ == "__main__":
    sys.exit(main())
