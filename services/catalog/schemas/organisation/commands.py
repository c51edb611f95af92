"""The commands on agencies as the bodies of requests: without what stands in their paths."""

from typing import Any

from services.catalog.domain.organisation.absences import RecordAbsence, WithdrawAbsence
from services.catalog.domain.organisation.contacts import RegisterContact, RemoveContact
from services.catalog.domain.organisation.delegations import GrantDelegation, RevokeDelegation
from services.catalog.domain.organisation.divisions import AddDivision, CloseDivision, RenameDivision
from services.catalog.domain.organisation.officials import AppointOfficial, EndAppointment
from services.catalog.domain.organisation.registering import RegisterAgency
from services.catalog.domain.organisation.renaming import AssignAgencyCode, MoveAgency, RenameAgency
from services.catalog.domain.organisation.reorganisation import DissolveAgency, MergeAgencies, SplitAgency
from services.catalog.domain.organisation.transferring import TransferOfficial
from services.catalog.domain.organisation.waves import GoLive, PlanWave
from shared.http.requests import request_model

_AGENCY, _DIVISION, _OFFICIAL = ("agency",), ("agency", "division"), ("agency", "official")

RegisterAgencyRequest: Any = request_model(RegisterAgency)
PlanWaveRequest: Any = request_model(PlanWave, _AGENCY)
GoLiveRequest: Any = request_model(GoLive, _AGENCY)
RenameAgencyRequest: Any = request_model(RenameAgency, _AGENCY)
MoveAgencyRequest: Any = request_model(MoveAgency, _AGENCY)
AssignAgencyCodeRequest: Any = request_model(AssignAgencyCode, _AGENCY)
RegisterContactRequest: Any = request_model(RegisterContact, _AGENCY)
RemoveContactRequest: Any = request_model(RemoveContact, _AGENCY)
DissolveAgencyRequest: Any = request_model(DissolveAgency, _AGENCY)
SplitAgencyRequest: Any = request_model(SplitAgency, _AGENCY)
MergeAgenciesRequest: Any = request_model(MergeAgencies)

AddDivisionRequest: Any = request_model(AddDivision, _AGENCY)
RenameDivisionRequest: Any = request_model(RenameDivision, _DIVISION)
CloseDivisionRequest: Any = request_model(CloseDivision, _DIVISION)
AppointOfficialRequest: Any = request_model(AppointOfficial, _AGENCY)
EndAppointmentRequest: Any = request_model(EndAppointment, (*_OFFICIAL, "transferred_to"))
TransferOfficialRequest: Any = request_model(TransferOfficial, _OFFICIAL)
RecordAbsenceRequest: Any = request_model(RecordAbsence, _OFFICIAL)
WithdrawAbsenceRequest: Any = request_model(WithdrawAbsence, _OFFICIAL)
GrantDelegationRequest: Any = request_model(GrantDelegation, _OFFICIAL)
RevokeDelegationRequest: Any = request_model(RevokeDelegation, _OFFICIAL)
