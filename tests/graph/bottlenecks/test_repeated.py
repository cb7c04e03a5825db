"""What is worked out once for equal numbers is what the plain functions give, and other numbers are worked out anew."""

from dataclasses import replace

import numpy as np

from graph.bottlenecks.figures.covers import minimum_covers
from graph.bottlenecks.figures.losses import losses
from graph.bottlenecks.figures.repeated import (
    MOST_DROPPED,
    Numbers,
    covers_again,
    layers_again,
    losses_again,
    stability_again,
)
from graph.bottlenecks.figures.robustness import pareto_layers, stability
from graph.bottlenecks.kernel import Kernel, restrict


def test_the_plain_functions_agree(founding: Kernel) -> None:
    part = restrict(founding, np.arange(0, len(founding.measures), 2))
    for kernel in (founding, part):
        numbers = Numbers.of(kernel)
        assert losses_again(numbers) == losses(kernel, MOST_DROPPED)
        assert covers_again(numbers)["leads"] == minimum_covers(kernel.lead, np.flatnonzero(kernel.leads))
        assert stability_again(numbers) == stability(kernel)
        assert layers_again(numbers).tolist() == pareto_layers(kernel).tolist()


def test_names_do_not_matter_and_every_number_does(founding: Kernel) -> None:
    numbers = Numbers.of(founding)
    assert numbers == Numbers.of(replace(founding, departments=tuple(reversed(founding.departments))))
    targets = founding.targets.copy()
    targets[-1] += 1
    others = [
        replace(founding, targets=targets),
        replace(founding, lead=founding.responsible, responsible=founding.lead),
        restrict(founding, np.arange(len(founding.measures) - 1)),
    ]
    assert len({numbers, *map(Numbers.of, others)}) == len(others) + 1
