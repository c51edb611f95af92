"""The policies of evaluation: those that an agency or the province adopted, and those of the decree."""

from services.sla.api.given import Reader, TheApplication, TheQueries
from services.sla.domain.evaluation.decree import IN_FORCE, KNOWN
from services.sla.queries.evaluations import Evaluations
from services.sla.schemas.evaluations import PoliciesAnswer
from shared.http.routing import Router

evaluation_policies = Router(prefix="/evaluation-policies", tags=["evaluations"])


@evaluation_policies.get("/{scope}", summary="The policies that an agency, or `province`, adopted")
async def list_policies(
    scope: str, _: Reader, asked: TheQueries, application: TheApplication
) -> PoliciesAnswer:
    """With those that are known everywhere: what people are evaluated by is no secret."""
    adopted = await Evaluations(asked, application).policies(scope)
    simulated = [one for one in KNOWN if one not in IN_FORCE]
    return PoliciesAnswer(adopted=adopted, decree=list(IN_FORCE), to_compare=simulated)
