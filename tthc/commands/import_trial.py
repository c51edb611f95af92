"""An import of a log tried by the catalog's own rules, in memory, before anything is made."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from pydantic import TypeAdapter

from services.catalog.domain.deciders import AGENCY, CATALOGUE
from services.catalog.domain.edition.catalogue import Catalogue
from services.catalog.domain.edition.drafting import DraftEdition
from services.catalog.domain.edition.editions import Editions
from services.catalog.domain.edition.filling import AddProcedure
from services.catalog.domain.edition.issuing import IssueCatalogue
from services.catalog.domain.edition.lifecycle_policy import LifecyclePolicy
from services.catalog.domain.organisation.agency import Agency, AgencyKind
from services.catalog.domain.organisation.divisions import EnsureDivision
from services.catalog.domain.organisation.officials import EnsureOfficial
from services.catalog.domain.organisation.registering import RegisterAgency
from services.catalog.domain.procedure.naming import check_code, check_name
from services.catalog.domain.procedure.procedure import Procedure
from services.catalog.domain.procedure.related_agencies import RelatedAgencies
from shared.decider import Act
from shared.errors import Refusal
from shared.kernel import Actor, Role
from tthc.mining.log.driving_plan import ImportPlan
from tthc.mining.log.procedure_body import procedure_body

#: Which option says what is refused at a place.
_OPTIONS = {
    "code": "--agency",
    "name_vi": "--agency-name",
    "name_en": "--agency-name",
    "decision_number": "--decision-number",
    "signed_by": "--signed-by",
    "in_force_from": "--decision-date",
    "procedure": "--procedure",
    "name": "--procedure-name",
}


@dataclass(slots=True)
class _Alone:
    """An agency under its province, with nothing beside it."""

    own: Agency
    policy: LifecyclePolicy = field(default_factory=LifecyclePolicy)

    def agency(self, code: str) -> Agency:
        """The agency itself; any other code is the province's."""
        return self.own if code == self.own.code else Agency(code=code, kind=AgencyKind.PROVINCE)

    def editions(self, _agency: str) -> Editions:
        """None before the log's own."""
        return Editions()

    def related(self, _agency: str, _procedures: Iterable[Procedure], _day: date) -> RelatedAgencies:
        """A derived procedure names no other agency."""
        return RelatedAgencies()


def try_out(plan: ImportPlan) -> None:
    """Raise the first refusal that the import would meet in an agency without anything, by its option."""
    importer = Actor("importer", roles=frozenset({Role.IMPORTER}))
    act = Act(by=importer, at=plan.earliest, recorded_at=datetime.now(UTC))
    try:
        agency = _agency(plan, act)
        _catalogue(plan, act, _Alone(agency))
    except Refusal as refusal:
        refusal.where = _OPTIONS.get(refusal.where or "", refusal.where)
        raise


def _agency(plan: ImportPlan, act: Act) -> Agency:
    code, (name_vi, name_en) = plan.options.agency, plan.options.names
    state = Agency()
    register = RegisterAgency(
        code=code, kind=AgencyKind.DEPARTMENT, name_vi=name_vi, name_en=name_en, parent="-"
    )
    divisions = [
        EnsureDivision(agency=code, division=one.code, name=one.name) for one in plan.procedure.divisions
    ]
    officials = [
        EnsureOfficial(
            agency=code,
            official=one.id,
            name=one.name,
            divisions=one.divisions,
            roles=(Role.OFFICIAL,),
        )
        for one in plan.procedure.officials
    ]
    for command in (register, *divisions, *officials):
        for event in AGENCY.decide(state, command, act, _Alone(state)):
            state = AGENCY.evolve(state, event)
    return state


def _catalogue(plan: ImportPlan, act: Act, known: _Alone) -> None:
    check_code(plan.procedure.code, "procedure")
    check_name(plan.procedure.name, "name")
    named: dict[str, Any] = {"agency": plan.options.agency, "edition": 1}
    decision = plan.options.decision
    state = Catalogue()
    commands = (
        DraftEdition(**named, empty=True),
        AddProcedure(
            **named, procedure=TypeAdapter(Procedure).validate_python(procedure_body(plan.procedure))
        ),
        IssueCatalogue(
            **named,
            decision_number=decision.number or f"01/QĐ-{plan.options.agency}",
            decision_date=decision.dated or plan.in_force_from,
            signed_by=decision.signed_by,
            in_force_from=plan.in_force_from,
            working_calendar=plan.options.calendar,
        ),
    )
    for command in commands:
        for event in CATALOGUE.decide(state, command, act, known):
            state = CATALOGUE.evolve(state, event)
