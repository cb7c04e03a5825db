"""Clusters of departments that must talk, and the order in which to draw the matrix."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy.cluster.hierarchy import cut_tree, leaves_list, linkage, optimal_leaf_ordering
from scipy.sparse import csr_array
from scipy.spatial.distance import squareform

from graph.bottlenecks.kernel import Csr, Integers
from graph.ledger.arrays import Floats

LARGEST = 400
"""Departments up to which clusters are looked for; beyond, a matrix can't be read anyway."""


@dataclass(frozen=True, slots=True, eq=False)
class Clusters:
    """An order of the departments (indexes) that puts those who talk side by side, and the cluster of each, from 0.

    `order` holds those who must talk to anybody, cluster by cluster; `labels[u]` is -1 for the others. `modularity` is
    Newman's Q of the clusters, from 0 (no better than chance) to 1: show it, on one plan clusters are loose.
    """

    order: Integers
    labels: Integers
    modularity: float


def clusters(talk: Csr) -> Clusters:
    """Clusters of departments by whom they talk to, with a modularity that no single move improves.

    Average linkage, near being a large cosine of two rows in T (each counted as talking to itself as much as to its
    busiest partner), is cut where Newman's modularity is largest; then departments move while that helps. Clusters and
    those in them stand in the optimal order of the leaves. Deterministic. Source: Newman 2006; Bar-Joseph et al. 2001;
    Browning 2001. Pitfall: ties between equal rows follow the kernel's order.
    """
    arrays = (talk.data, talk.indices, talk.indptr)
    return _known(talk.shape, tuple((array.dtype.str, array.tobytes()) for array in arrays))


@lru_cache(maxsize=64)
def _known(shape: tuple[int, int], stored: tuple[tuple[str, bytes], ...]) -> Clusters:
    """The clusters of a matrix that was seen before: who reads a plan asks for its matrix again and again."""
    data, indices, indptr = (np.frombuffer(content, dtype) for dtype, content in stored)
    found = _clusters(csr_array((data, indices, indptr), shape=shape))
    found.order.setflags(write=False)
    found.labels.setflags(write=False)
    return found


def _clusters(talk: Csr) -> Clusters:
    labels = np.full(talk.shape[0], -1, dtype=np.int64)
    talking = np.flatnonzero(np.diff(talk.indptr))
    if len(talking) < 3 or len(talking) > LARGEST:  # noqa: PLR2004 - two departments are one cluster
        labels[talking] = 0
        return Clusters(talking, labels, 0.0)
    weights = talk[talking][:, talking].toarray()
    distances = _distances(weights)
    tree = optimal_leaf_ordering(linkage(distances, method="average"), distances)
    cuts = cut_tree(tree)  # column k: the labels when k mergers are done
    scores = [round(_modularity(weights, cuts[:, mergers]), 12) for mergers in range(cuts.shape[1])]
    members = _moved(weights, cuts[:, int(np.argmax(scores))])
    leaves = leaves_list(tree)
    place = np.empty_like(leaves)
    place[leaves] = np.arange(len(leaves))
    middles = {label: float(place[members == label].mean()) for label in np.unique(members).tolist()}
    order = sorted(range(len(members)), key=lambda row: (middles[int(members[row])], members[row], place[row]))
    numbers = {label: number for number, label in enumerate(dict.fromkeys(members[order].tolist()))}
    labels[talking] = [numbers[label] for label in members.tolist()]
    return Clusters(talking[order], labels, _modularity(weights, members))


def _moved(weights: Floats, labels: Integers) -> Integers:
    """Move one department after another to the cluster that raises modularity most, until none does."""
    labels = labels.astype(np.int64)
    degrees, total = weights.sum(axis=1), weights.sum()
    moving = True
    while moving:
        moving = False
        for row in range(len(labels)):
            links = np.bincount(labels, weights=weights[row], minlength=len(labels))
            others = np.bincount(labels, weights=degrees, minlength=len(labels))
            others[labels[row]] -= degrees[row]
            gains = (links - degrees[row] * others / total).round(9)
            best = int(gains.argmax())
            if gains[best] > gains[labels[row]]:
                labels[row] = best
                moving = True
    return labels


def _distances(weights: Floats) -> Floats:
    """Condensed cosine distances, 0 to 1."""
    rows = weights + np.diag(weights.max(axis=1))
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    distances = np.clip(1 - rows @ rows.T, 0, 1).round(12)
    np.fill_diagonal(distances, 0)
    condensed: Floats = squareform((distances + distances.T) / 2)
    return condensed


def _modularity(weights: Floats, labels: Integers) -> float:
    """Q = sum over clusters of (weight inside / all) - (degree of the cluster / all)^2."""
    members = labels[:, np.newaxis] == np.unique(labels)
    inside = (members.T @ weights @ members).diagonal()
    degrees = weights.sum(axis=1) @ members
    total = weights.sum()
    return float((inside / total - (degrees / total) ** 2).sum())
