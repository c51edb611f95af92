"""Use cases of escalation: one is acknowledged, a policy is adopted and heard of."""

from services.sla.application.known_here import KnownHere
from services.sla.application.sla import SlaApplication
from services.sla.domain.deciders import CLOCK, DEADLINE_POLICY
from shared.decider import GivenCommand
from shared.eventstore.records import Answer, CommandContext
from shared.eventstore.unit_of_work import UnitOfWork


async def acknowledge(
    application: SlaApplication,
    case_number: str,
    given: GivenCommand,
    context: CommandContext,
    version: int | None = None,
) -> Answer:
    """Acknowledge an escalation of a case; `version`: of its clock, that the client saw."""

    def handler(work: UnitOfWork) -> Answer:
        work.expect(CLOCK, case_number, version)
        known = KnownHere(work)
        work.decide(CLOCK, case_number, given.command, given.act, known, correlation=case_number)
        return {"case_number": case_number, "version": work.version(CLOCK, case_number)}

    return await application.execute(handler, context)


async def adopt_policy(
    application: SlaApplication,
    key: str,
    given: GivenCommand,
    context: CommandContext,
    version: int | None = None,
) -> Answer:
    """Adopt a policy of an agency, or of all that have none; `version`: that the client saw."""

    def handler(work: UnitOfWork) -> Answer:
        work.expect(DEADLINE_POLICY, key, version)
        work.decide(DEADLINE_POLICY, key, given.command, given.act, key, correlation=key)
        return {"policy": key, "version": work.version(DEADLINE_POLICY, key)}

    return await application.execute(handler, context)


async def hear_of_policy(application: SlaApplication, key: str) -> None:
    """Forget what this process knows of it: another one may have adopted one."""

    def handler(work: UnitOfWork) -> Answer:
        work.fresh(DEADLINE_POLICY, key)
        return None

    await application.execute(handler)
