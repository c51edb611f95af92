"""Who handles requests to an agency while it isn't live: outside, with answers recorded by the asker.

Of a person no more is kept than what reaches them; it is told to nobody outside of the agencies.
"""

import re
from typing import Annotated

from services.catalog.domain.organisation.agency import AGENCY, Agency
from services.catalog.domain.organisation.organisers import (
    GOING_ON,
    ORGANISED,
    check_not_ended,
    check_organiser,
)
from services.catalog.domain.procedure.naming import WORDED, Name, check_name
from services.catalog.errors.organisation.contacts import (
    ContactUnchanged,
    ContactUnreachable,
    UnfitEmail,
    UnfitTelephone,
)
from shared.contracts.catalog.agencies import AgencyContactChanged, Contact
from shared.contracts.vocabulary import Code, described
from shared.decider import Act, command
from shared.restating import restate

#: Digits with what people set between: `(0235) 3 852 123`, `+84 91 234 56 78`, `0235.3852.123 máy lẻ 12`.
_TELEPHONE = re.compile(r"\+?[0-9(][0-9 ().\-]{4,24}[0-9)]( ?(\(|- ?)?(máy lẻ|ext\.?) ?[0-9]{1,6}\)?)?")
_EMAIL = re.compile(r"[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9\-]+(\.[A-Za-z0-9\-]+)+")

#: How a contact may be refused.
REACHED = (*WORDED, ContactUnreachable, UnfitTelephone, UnfitEmail)


@command
class RegisterContact:
    """Name who handles requests to the agency while it isn't live; it replaces an earlier one."""

    agency: Code
    name: Annotated[Name, described("Who, by name or by post: `Văn thư`.")] = ""
    telephone: Annotated[str, described("Telephone number.", max_length=50)] = ""
    email: Annotated[str, described("Address of electronic mail.", max_length=254)] = ""
    address: Annotated[Name, described("Postal address.")] = ""


@AGENCY.decides(RegisterContact, refuses=(*ORGANISED, *GOING_ON, *REACHED, ContactUnchanged))
def register_contact(agency: Agency, command: RegisterContact, act: Act) -> AgencyContactChanged:
    """Whoever organises the agency; it is another one than before."""
    check_organiser(agency, command.agency, act)
    check_not_ended(agency, act.at)
    contact = restate(Contact, command)
    check_contact(contact)
    return changed_to(agency, command.agency, contact, act)


@command
class RemoveContact:
    """Name nobody any more; what was said of the contact isn't shown from then on."""

    agency: Code


@AGENCY.decides(RemoveContact, refuses=(*ORGANISED, ContactUnchanged))
def remove_contact(agency: Agency, command: RemoveContact, act: Act) -> AgencyContactChanged:
    """Also of an agency that has ended: nobody asks it any more."""
    check_organiser(agency, command.agency, act)
    return changed_to(agency, command.agency, None, act)


def changed_to(agency: Agency, code: str, contact: Contact | None, act: Act) -> AgencyContactChanged:
    if contact == agency.contact:
        raise ContactUnchanged(where="contact", agency=code)
    return AgencyContactChanged(
        agency=code,
        contact=contact,
        registered=contact is not None,
        changed_by=act.by.name,
        changed_at=act.at,
    )


def check_contact(contact: Contact) -> None:
    """At least one way leads there, and each is one. Raises what `REACHED` names."""
    for name in ("name", "telephone", "email", "address"):
        check_name(getattr(contact, name), name, may_be_empty=True)
    if not (contact.telephone.strip() or contact.email.strip() or contact.address.strip()):
        raise ContactUnreachable(where="telephone")
    if contact.telephone and not _TELEPHONE.fullmatch(contact.telephone):
        raise UnfitTelephone(where="telephone", given=contact.telephone)
    if contact.email and not _EMAIL.fullmatch(contact.email):
        raise UnfitEmail(where="email", given=contact.email)


@AGENCY.evolves(AgencyContactChanged)
def contact_changed(agency: Agency, event: AgencyContactChanged) -> None:
    """The newest holds."""
    agency.contact = event.contact
