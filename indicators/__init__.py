"""What a figure means: catalogue, targets, trajectories, progress, breaks.

Standard library only and no input or output: every function here can be tried in a notebook
with plain numbers. How a figure got here (etl), where it is kept (storage) and how it looks
(presentation) are out of scope.
"""
