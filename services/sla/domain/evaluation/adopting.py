"""EVALUATION_POLICY: the policies that an agency, or the province, adopted; and whom they are for."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from services.sla.domain.evaluation.decree import IN_FORCE
from services.sla.domain.evaluation.policy import OfficialKind, check_policy
from services.sla.domain.evaluation.policy_form import StatedPolicy
from services.sla.errors import (
    EnteredAlready,
    MayNotAdopt,
    NoPolicyInForce,
    PolicyAdoptedAlready,
    PolicyWrong,
)
from shared.contracts.declaring import event
from shared.contracts.evaluation import EvaluationPolicy
from shared.contracts.vocabulary import Code, Instant
from shared.decider import Act, Decider, command
from shared.kernel import Role

#: The scope of what the province adopted, for every agency that adopted nothing else.
PROVINCE = "province"


@command
class AdoptEvaluationPolicy:
    """Adopt a policy from its first day in force on; see what it gives on past work before."""

    policy: StatedPolicy


@command
class RecordOfficialKind:
    """Say that an official is a civil servant or a public employee; civil servants needn't be named."""

    official: Code
    kind: OfficialKind


@event()
class EvaluationPolicyAdopted:
    """It is in force from its first day on."""

    policy: EvaluationPolicy
    adopted_by: str
    adopted_at: Instant


@event()
class OfficialKindRecorded:
    """The policies for that kind hold for the official."""

    official: str
    kind: str
    recorded_by: str
    recorded_at: Instant


@dataclass(slots=True)
class AdoptedPolicies:
    """An agency's, or the province's."""

    policies: dict[tuple[str, int], EvaluationPolicy] = field(default_factory=dict)  #: by code and version
    kinds: dict[str, str] = field(default_factory=dict)  #: by official

    def kind_of(self, official: str) -> str:
        """Civil servant, unless somebody said otherwise."""
        return self.kinds.get(official, OfficialKind.CIVIL_SERVANT.value)


#: Key: the agency's code, or `PROVINCE`.
EVALUATION_POLICY = Decider[AdoptedPolicies]("evaluation_policy", AdoptedPolicies)


@EVALUATION_POLICY.decides(
    AdoptEvaluationPolicy, refuses=(MayNotAdopt, PolicyWrong, PolicyAdoptedAlready), known=str
)
def adopt(
    adopted: AdoptedPolicies, command: AdoptEvaluationPolicy, act: Act, scope: str
) -> EvaluationPolicyAdopted:
    """A version is adopted once; another version of the code replaces it from its own first day on."""
    _check_may_adopt(act, scope)
    policy = command.policy
    check_policy(policy)
    if (policy.code, policy.version) in adopted.policies:
        raise PolicyAdoptedAlready(policy=policy.code, version=policy.version)
    return EvaluationPolicyAdopted(policy=policy, adopted_by=act.by.name, adopted_at=act.at)


@EVALUATION_POLICY.decides(RecordOfficialKind, refuses=(MayNotAdopt, EnteredAlready), known=str)
def record_kind(
    adopted: AdoptedPolicies, command: RecordOfficialKind, act: Act, scope: str
) -> OfficialKindRecorded:
    """By the head of the agency that evaluates them."""
    _check_may_adopt(act, scope)
    if adopted.kinds.get(command.official) == command.kind:
        raise EnteredAlready(where="kind")
    return OfficialKindRecorded(
        official=command.official, kind=command.kind.value, recorded_by=act.by.name, recorded_at=act.at
    )


def _check_may_adopt(act: Act, scope: str) -> None:
    heads = act.by.has(Role.AGENCY_HEAD) and act.by.agency == scope
    if not (heads or act.by.has(Role.PROVINCE_LEADER)):
        raise MayNotAdopt(scope=scope)


@EVALUATION_POLICY.evolves(EvaluationPolicyAdopted)
def policy_adopted(adopted: AdoptedPolicies, event: EvaluationPolicyAdopted) -> None:
    """In the order in which they were adopted."""
    adopted.policies[event.policy.code, event.policy.version] = event.policy


@EVALUATION_POLICY.evolves(OfficialKindRecorded)
def kind_recorded(adopted: AdoptedPolicies, event: OfficialKindRecorded) -> None:
    """The newest holds."""
    adopted.kinds[event.official] = event.kind


def policy_in_force(
    agency: AdoptedPolicies, province: AdoptedPolicies, kind: str, day: date
) -> EvaluationPolicy:
    """For officials of that kind on that day: the agency's, the province's, the decree's.

    Raises `NoPolicyInForce`.
    """
    for policies in (agency.policies.values(), province.policies.values(), IN_FORCE):
        found = [one for one in policies if kind in one.applies_to and _holds(one, day)]
        if found:
            return max(found, key=lambda one: (one.in_force_from, one.version))
    raise NoPolicyInForce(where="policy", day=day)


def policy_named(code: str, known: Iterable[EvaluationPolicy], day: date) -> EvaluationPolicy | None:
    """The version with that code that holds on the day, else the newest one; None: nobody knows it."""
    named = [one for one in known if one.code == code]
    return max(named, key=lambda one: (_holds(one, day), one.in_force_from, one.version), default=None)


def _holds(policy: EvaluationPolicy, day: date) -> bool:
    until = policy.in_force_until
    return policy.in_force_from <= day and (until is None or day <= until)
