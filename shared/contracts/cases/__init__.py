"""What the cases service tells, a module an idea."""

from types import ModuleType

from shared.contracts.cases import coordination, course, objective_causes, passing, remarks, steps

#: In the order of the documents.
MODULES: tuple[ModuleType, ...] = (course, steps, coordination, remarks, passing, objective_causes)
