"""Every figure that has a bar, in one table."""

from collections.abc import Iterable

from benchmarks.measuring import Report


def shown(reports: Iterable[Report]) -> Report:
    """Print all outcomes with their bars, and keep them in one file; return what was missed."""
    all_ = Report("all")
    all_.heading(f"  {'':<64}{'figure':>10} {'':<3}{'bar':>7}")
    for report in reports:
        all_.misses += report.misses
        for line in report.lines:
            if "outcome" not in line:
                continue
            name = f"{report.name}: {line['outcome']}"
            figure = f"{line['value']:>10.2f} {line['unit']:<3}{line['bar']:>7.1f}"
            print(f"  {name:<64}{figure}  {line['verdict']}", flush=True)
            all_.lines.append({"benchmark": report.name, **line})
    figures = len(all_.lines)
    print(f"  {figures - all_.misses} of {figures} figures meet their bars", flush=True)
    all_.keep()
    return all_
