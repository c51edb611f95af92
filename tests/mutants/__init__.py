"""Whether the tests would notice: small changes of the code, each tried against the suite of its own room.

    make mutants ARGS="--number 100 --seed 7"

A change that no test fails for is a line that nobody holds to anything; it is told with its place.
"""
