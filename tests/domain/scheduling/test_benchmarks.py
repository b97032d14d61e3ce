"""Public instances run through the product's model; the shared ones where they are at hand."""

import csv
import os
from pathlib import Path

import pytest

from samsyn.domain.scheduling.benchmark import benchmark
from samsyn.domain.scheduling.psplib import PROJECT, read_instance

SHARED = Path(
    os.environ.get("SAMSYN_SHARED_DATA")
    or Path(__file__).resolve().parents[3].parent / "shared" / "data"
)
INSTANCES = SHARED / "rcpsp"
needs_shared = pytest.mark.skipif(
    not INSTANCES.is_dir(), reason=f"no instances in {INSTANCES}; SAMSYN_SHARED_DATA names them"
)

SMALL_SM = """\
PRECEDENCE RELATIONS:
jobnr.    #modes  #successors   successors
   1        1          2           2   3
   2        1          1           4
   3        1          1           4
   4        1          0
************************************************************************
REQUESTS/DURATIONS:
jobnr. mode duration  R 1  R 2
------------------------------------------------------------------------
  1      1     0       0    0
  2      1     3       2    1
  3      1     2       2    0
  4      1     0       0    0
************************************************************************
RESOURCEAVAILABILITIES:
  R 1  R 2
    3    1
************************************************************************
"""
SMALL_RCP = "4 2\n3 1\n0 0 0 2 2 3\n3 2 1 1 4\n2 2 0 1 4\n0 0 0 0\n"


def test_both_formats_of_an_instance_are_the_same_problem(tmp_path: Path) -> None:
    one, other = tmp_path / "small.sm", tmp_path / "small.rcp"
    one.write_text(SMALL_SM)
    other.write_text(SMALL_RCP)
    assert read_instance(one) == read_instance(other)
    (measured,) = benchmark([one], seconds=5, workers=2)
    assert (measured.instance, measured.makespan, measured.lower_bound) == ("small", 5, 5)
    assert measured.status == "optimal"


@pytest.mark.parametrize("name", ["empty.sm", "empty.rcp", "plan.xlsx"])
def test_what_is_no_instance_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("")
    with pytest.raises(ValueError, match=name):
        read_instance(tmp_path / name)


@needs_shared
def test_a_sample_of_j30_is_proven_optimal() -> None:
    with (INSTANCES / "bounds.csv").open(encoding="utf-8") as lines:
        known = {row["instance"]: int(row["best_ub"]) for row in csv.DictReader(lines)}
    paths = [
        INSTANCES / "j30" / f"{name}.sm" for name in ("j301_1", "j305_1", "j3025_3", "j3045_1")
    ]
    for measured in benchmark(paths, seconds=20, workers=2):
        assert measured.status == "optimal"
        assert measured.makespan == measured.lower_bound == known[measured.instance]
        assert measured.first_feasible_seconds < 10


@needs_shared
def test_the_largest_instances_are_read() -> None:
    problem = read_instance(INSTANCES / "j120" / "j1201_1.sm")
    assert len(problem.phases) == 122
    assert [initiative.key for initiative in problem.initiatives] == [PROJECT]
