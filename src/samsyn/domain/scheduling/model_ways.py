"""The open questions in the CP-SAT model: levels of ambition, modes, groups of alternatives."""

from __future__ import annotations

from ortools.sat.python import cp_model

from samsyn.domain.scheduling.genes import LEVEL, MODE, NONE, ONE_OF
from samsyn.domain.scheduling.network import (
    ABSENT,
    USES,
    Network,
)

Expression = cp_model.LinearExpr | int


def open_questions(
    cp: cp_model.CpModel, network: Network, placed: list[Expression]
) -> tuple[list[list[Expression]], list[Expression]]:
    """Make a literal per option, and say of each activity whether it exists.

    A level counts only where its initiative is planned; of a group at most one is.
    """
    net, genes = network.net, network.genes
    literals: list[list[Expression]] = []
    for gene in genes.genes:
        if gene.kind == ONE_OF:
            group = net.ways.group[gene.about]
            cp.add(sum(placed[k] for k in group[group >= 0].tolist()) <= 1)
            literals.append([])
            continue
        mine: list[Expression] = [cp.new_bool_var("option") for _ in gene.options]
        literals.append(mine)
        if gene.kind == LEVEL:
            cp.add(sum(mine) == placed[gene.about])
    exists: list[Expression] = []
    for activity, owner in enumerate(net.owner.tolist()):
        level, gene_at = int(genes.level_of[activity]), int(genes.level_gene[owner])
        if net.ways.work[activity, ABSENT]:
            exists.append(0)
        else:
            exists.append(placed[owner] if level == NONE else literals[gene_at][level])
    for gene, mine in zip(genes.genes, literals, strict=True):
        if gene.kind == MODE:
            cp.add(sum(mine) == exists[gene.about])
    return literals, exists


def ways_to_do(
    cp: cp_model.CpModel,
    network: Network,
    literals: list[list[Expression]],
    exists: list[Expression],
) -> list[list[Expression]]:
    """Give a literal per variant of each activity."""
    del cp
    genes = network.genes
    return [
        [there] if gene == NONE else literals[gene]
        for there, gene in zip(exists, genes.mode_gene.tolist(), strict=True)
    ]


def add_stocks(cp: cp_model.CpModel, network: Network, ways: list[list[Expression]]) -> None:
    """Take no more of any stock than there is."""
    net_ways, genes = network.net.ways, network.genes
    for stock, amount in enumerate(net_ways.stock.tolist()):
        cp.add(
            sum(
                literal
                * int(net_ways.variant[int(genes.variant_at[activity]) + number, USES + stock])
                for activity, mine in enumerate(ways)
                if not network.net.pinned[activity]
                for number, literal in enumerate(mine)
            )
            <= amount
        )
