"""Policies on how overdue work climbs: everybody's to read, an agency head's or the province's to adopt."""

from typing import Any

from services.sla.api.given import Adopter, Reader, TheApplication, TheQueries
from services.sla.application.escalating import adopt_policy
from services.sla.domain.adopting_policy import AdoptDeadlinePolicy
from services.sla.domain.deadline_policy import PROVINCE
from services.sla.domain.deciders import DEADLINE_POLICY
from services.sla.schemas.escalations import DeadlinePolicyAnswer, PolicyVersion
from shared.http import refusals
from shared.http.commands import Headers
from shared.http.requests import request_model
from shared.http.routing import Router

AdoptRequest: Any = request_model(AdoptDeadlinePolicy)

deadline_policies = Router(prefix="/deadline-policies", tags=["escalations"])


@deadline_policies.get(
    "/{agency}", summary="How overdue work of an agency climbs, now and by what was adopted"
)
async def show(
    agency: str, _: Reader, application: TheApplication, asked: TheQueries
) -> DeadlinePolicyAnswer:
    """Of an agency without any of its own it says what holds there; `province`: what holds for all such."""
    policy, version = await application.state(DEADLINE_POLICY, agency)
    province, _version = await application.state(DEADLINE_POLICY, PROVINCE)
    return DeadlinePolicyAnswer.of(agency, version, policy, province, asked.now())


@deadline_policies.post(
    "/{agency}/AdoptDeadlinePolicy",
    summary="Say how overdue work climbs, from a day on",
    operation_id=AdoptDeadlinePolicy.__name__,
    responses=refusals(*DEADLINE_POLICY.refusals_of(AdoptDeadlinePolicy)),
)
async def adopt(
    agency: str, body: AdoptRequest, who: Adopter, headers: Headers, application: TheApplication
) -> PolicyVersion:
    """`agency`: a code, or `province` for all that have none of their own."""
    context = headers.context(who.id, [agency, body])
    given = body.given(who, None if agency == PROVINCE else agency, context, delegable=False)
    answer = await adopt_policy(application, agency, given, context, headers.version)
    return PolicyVersion.model_validate(answer)
