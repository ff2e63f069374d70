"""How fast it is, held against what its parts can do at best: `python -m benchmarks`.

Both sides of a comparison run in turns on the same machine with the same clock, because the
ratio is what can be promised; the seconds belong to the machine.
"""
