"""What an import takes where its caller says nothing: it suits a log of Vietnamese administration."""

AGENCY = "SNV"
AGENCY_NAMES = ("Sở Nội vụ", "Department of Home Affairs")
CALENDAR = "VN"  #: the country whose days off count; also the calendar's code
SIGNED_BY = "Giám đốc"
