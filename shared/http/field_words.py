"""What a field of a name means in every API, where its own model says nothing more particular.

A name means one thing wherever it stands; what differs from model to model is said there, and goes before.
"""

from collections.abc import Iterator, Mapping
from typing import Any

_WORDS = {
    # who and what
    "agency": "Code of the agency.",
    "agencies": "Agencies, or their codes.",
    "division": "Code of the division, in its agency.",
    "division_name": "The division's name; empty where it isn't known.",
    "divisions": "Divisions, or their codes.",
    "official": "The official's id, in their agency.",
    "official_name": "The official's name; empty where it isn't known.",
    "officials": "Officials of the agency.",
    "position": "Title of the post; in a list, the place in its order.",
    "roles": "What the official may do.",
    "delegate": "The official who acts for the absent one.",
    "name_vi": "Name in Vietnamese.",
    "name_en": "Name in English.",
    "name": "Name, for people.",
    "code": "Code, unique among its like.",
    "codes": "Codes in national schemes.",
    "scheme": "The scheme of the code.",
    "parent": "Code of the agency above it; null at the top.",
    "children": "The agencies under it.",
    "wave": "Number of the rollout wave that it is planned for; null without a plan.",
    "successor": "Code of the agency that takes over.",
    "successor_division": "Code that the division has there.",
    "successors": "Codes of the agencies that take over from it.",
    "predecessors": "Codes of the agencies that it takes over from.",
    "transfers": "Divisions that go to a successor.",
    "into": "Code of the agency that they become.",
    "to": "Where it goes.",
    "absences": "When the official is away.",
    "delegations": "Who acts for the official, and when.",
    "working_calendar": "Code of the working calendar that its time is counted by.",
    "kind": "Of which kind it is.",
    "command": "The command's name.",
    "version": "Version: how many events of it there are by then.",
    "reason": "Why; it is kept.",
    "because": "Why.",
    "status": "State at present.",
    "text": "What is said.",
    "note": "What is said to it.",
    "title": "Title, for people.",
    "description": "What it means.",
    "label": "Name, for people.",
    "address": "Where it can be found.",
    "events": "Events, in their order; in the answer of a command, the types of those that it led to.",
    "event": "What happened, in the fields of its type.",
    "type": "Type of the event.",
    "changed": "What is otherwise than before: codes, or how many.",
    "added": "What is new: codes, or how many.",
    "removed": "Codes of what is no longer there.",
    "registered": "How many were registered.",
    "action": "What became of it: added or changed.",
    "what": "What kind of thing it is about.",
    "dry_run": "Whether it only tells what would change.",
    "format": "The form of the file.",
    # days and instants
    "day": "The day.",
    "on": "The day that is asked of.",
    "since": "From when on.",
    "first_day": "The first day of it.",
    "last_day": "The last day of it.",
    "first_year": "The first year of it.",
    "last_year": "The last year of it.",
    "valid_from": "The first day on which it is so.",
    "valid_until": "The last day on which it is so; null: without an end.",
    "effective_from": "The first day on which it holds.",
    "due_on": "The day by which it is to be done.",
    "entered_at": "When it entered into force.",
    "left_at": "When the official left.",
    "closed_at": "When it was closed; null: open.",
    "made_at": "When it was made.",
    "recorded_by": "Who acted, where that isn't whom the act counts for.",
    "now": "At present.",
    # editions and decisions
    "edition": "Number of the edition of the agency's catalogue.",
    "editions": "Editions of the agency's catalogue.",
    "procedure": "Code of the procedure, in its agency.",
    "procedure_name": "The procedure's name; empty where it isn't known.",
    "procedures": "Procedures, or their codes.",
    "agency_name_vi": "The agency's name in Vietnamese.",
    "agency_name_en": "The agency's name in English.",
    "decision_number": "Number of the decision, with its symbol: `05/QĐ-SNV`.",
    "decision_date": "Day of the decision.",
    "decisions": "The decisions that changed it.",
    "signed_by": "Who signed the decision.",
    "in_force_from": "The first day on which it is in force.",
    "superseded_by": "Number of the edition that took its place; null where none did.",
    "withdrawal": "By which decision it was withdrawn; null where it wasn't.",
    "based_on": "Number of the edition that the draft starts from; null: from none.",
    "from_edition": "Number of the edition that it is taken over from.",
    "carries": "Codes of the procedures that it starts with.",
    "corrections": "Slips that were mended since the issue.",
    "corrected": "What was mended.",
    "legal_basis": "The documents that the procedure rests on.",
    "dossier": "The papers that a case needs.",
    "templates": "Forms to be filled in.",
    "template": "Code of the form.",
    "copies": "How many copies.",
    "stages": "The stages, in their order; steps of one run side by side.",
    "stage": "Code of the stage.",
    "stages_after": "The stages as the newer edition has them.",
    "stage_before": "Code of its stage in the older edition.",
    "stage_after": "Code of its stage in the newer edition.",
    "steps_removed": "Steps that the newer edition doesn't have.",
    "steps_changed": "Steps that are otherwise in the newer edition.",
    "urgent_limits": "Shorter limits at degrees of urgency.",
    "most_times": "How often at most; null: as often as needed.",
    "responding_procedure": "Code of the procedure by which the other agency answers; empty: any.",
    "answers": "Kinds of answer that are expected.",
    "field": "Name of the field.",
    "fields": "The fields.",
    "before": "What it was before.",
    "after": "What it is afterwards.",
    # comments, deliveries, reviews
    "reviewing_agency": "Code of the agency that the draft lies before.",
    "round": "Number of the round of comments.",
    "rounds": "The rounds of comments.",
    "round_outcome": "How the last round of comments ended, where one did.",
    "comments": "Comments that were made; in figures, how many.",
    "comments_due": "Until when comments may be made.",
    "unanswered": "How many comments have no answer yet.",
    "accepted": "Whether the comment is accepted.",
    "acknowledged": "Whether its arrival was confirmed.",
    "recipient": "Whom it is for.",
    "announced": "Whether the review was announced.",
    "announced_on": "The day on which the review was announced.",
    "awaited": "Whether the review is still to be concluded.",
    "overdue": "Whether it is past due and open.",
    # simplification
    "programme": "Code of the programme.",
    "proposal": "Number of the proposal, in its programme.",
    "proposals": "The proposals of the programme.",
    "targets": "What is to be reached.",
    "baseline_on": "The day whose editions the figures are compared with.",
    "progress": "How far it is.",
    "reached": "Whether the target is reached.",
    "expected": "What is expected once the accepted proposals are carried out.",
    "expected_share": "Gone once accepted proposals are carried out, in per cent; null: there was nothing.",
    "means": "By which means it becomes simpler.",
    "steps_before": "How many steps there were.",
    "steps_after": "How many steps there are.",
    "expected_steps": "How many steps are expected.",
    "declined_because": "Why it was declined.",
    "discarded_because": "Why it was discarded.",
    "measure": "What is measured.",
    "per_cent": "How much, per cent.",
    # cases
    "case_number": "Number of the case.",
    "cases": "Cases; in figures, how many.",
    "subject": "What the case is about.",
    "external_reference": "Its number elsewhere, such as that of the incoming document.",
    "step": "Code of the step, in its procedure.",
    "step_name": "The step's name.",
    "steps": "Steps; in figures, how many.",
    "visit": "For the how many-th time the case is at this step, from 1.",
    "received": "Whether the step was taken up.",
    "completed": "Whether the step is completed, and not handed on yet.",
    "steps_completed": "How many steps were completed.",
    "hand_offs": "How often it was handed on.",
    "returns": "How often it was sent back.",
    "suspensions": "When its clock stood still.",
    "extensions": "More time that was granted.",
    "orders": "The commands, in their order.",
    "sequels": "What follows the opening of each case.",
    # clocks and calendars
    "due_at": "When it is due; null: not known yet.",
    "due_soon_at": "From when on it counts as due soon.",
    "due_soon": "Whether it is due soon.",
    "overdue_noticed_at": "When it was found to be overdue; null: it wasn't.",
    "stopped_at": "When the clock stopped for good; null: it hasn't.",
    "paused_at": "Since when the clock stands still; null: it runs.",
    "late_cases": "Cases that weren't finished when they were due.",
    "late_steps": "Visits of steps that weren't finished when they were due.",
    "overdue_cases": "Cases that are late and still open.",
    "overdue_steps": "Visits of steps that are late and still open.",
    "most_late": "Those with most late steps, the most first.",
    "calendar": "Code of the working calendar.",
    "time_zone": "Time zone of its hours, as the IANA names it.",
    "source": "Legal source.",
    "week_source": "Legal source of the working week.",
    "weekly": "Hours of work of each day of the week.",
    "hours": "Hours of work of the day.",
    "opens": "Begin of the hours, local.",
    "closes": "End of the hours, local.",
    "holidays": "Days that aren't worked.",
    "make_up_days": "Days of rest that are worked for others.",
    "instead_of": "The day that it makes up for.",
    "differences": "What is otherwise in some agencies.",
    "moved_to": "The day that it moved to, where the last day is a day off.",
    "working_minutes": "Working time, in minutes.",
    "start": "Begin of the interval.",
    "end": "End of the interval.",
    "counted": "Whether the interval counts as working time.",
    # inboxes
    "notification": "Id of the notification.",
    "unread": "How many are unread.",
    "total": "How many there are in all.",
    "entries": "The entries, the newest first.",
    "owner": "Code of the agency whose catalogue it is about; null: about none.",
    "counterpart": "Code of the other agency that it is about; null: there is none.",
    "cause": "Id of the event that it tells of.",
    "read": "Whether it was read.",
    "sentence": "What it says, in the reader's language.",
    # what every service has
    "id": "Its id.",
    "key": "Key by which it is asked for.",
    "service": "Name of the service.",
    "command_id": "Id of the command; null where none led to it.",
    "correlation_id": "What it belongs to in the end.",
    "causation_id": "Id of the event that led to it; null where a command did.",
    "consumer": "Name of the consumer that couldn't take it.",
    "topic": "Topic of the record.",
    "partition": "Partition of the record.",
    "offset": "Offset of the record in its partition.",
    "detail": "What was wrong, in a sentence.",
    "event_id": "Id of the event; null where the record tells none.",
    "event_key": "Key of the record.",
    "headers": "Headers of the record.",
    "value": "The record's value, where it is text.",
    "value_bytes": "The record's value, base64.",
    "timestamp": "When the record was written.",
    "stack": "Where in the program it went wrong.",
    "letters": "The dead letters.",
    "count": "How many.",
    "processed": "Whether it was taken this time.",
    "jumped_seconds": "How far the wall clock jumped, in seconds.",
    "store_ahead_seconds": "How far the newest recorded time lies ahead, in seconds.",
    "view": "Name of the read model.",
    "views": "By read model: up to which event it is written.",
    "generation": "Number of the read model's build.",
    "collection": "Collection of the read model.",
    "last": "Number of the last event in the store.",
    "published": "Number of the last event that was published.",
    "behind": "By topic: how many records aren't taken yet.",
    "owed": "How much work is still owed.",
    "settled": "Whether all is done that follows from what is stored.",
    "failure": "What keeps it from going on; null: nothing.",
    "events_by_type": "How many events of each type.",
    "planned": "How many agencies are planned for it.",
    "live": "How many of them are live.",
    "not_live": "Codes of those that aren't live yet.",
    "$schema": "Dialect of the schema.",
    "$id": "Address of the schema.",
    "x-topic": "Topic that the type is published on.",
}
_DONE_BY, _DONE_AT = "_by", "_at"


def word_for(field: str) -> str | None:
    """What a field of this name means; null where only its model can say."""
    if word := _WORDS.get(field):
        return word
    did = field[: -len(_DONE_BY)].replace("_", " ")
    if field.endswith(_DONE_BY):
        return f"Who it was {did} by; null: it wasn't."
    return f"When it was {did}; null: it wasn't." if field.endswith(_DONE_AT) else None


def describe_fields(document: dict[str, Any]) -> None:
    """Give every field of the OpenAPI document a description that neither it nor its type has."""
    for field, schema in fields_to_describe(document):
        if word := word_for(field):
            schema["description"] = word if _may_be_null(schema) else _without_null(word)


def _may_be_null(schema: Mapping[str, Any]) -> bool:
    return any(one.get("type") == "null" for one in schema.get("anyOf", ()))


def _without_null(word: str) -> str:
    said, null, _ = word.partition("; null")
    return f"{said}." if null else word


def fields_to_describe(document: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The fields of its schemas that say nothing of what they mean, nor does what they refer to."""
    schemas = document["components"]["schemas"]
    for schema in schemas.values():
        for field, one in schema.get("properties", {}).items():
            if isinstance(one, dict) and not _is_described(one, schemas):
                yield field, one


def _is_described(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> bool:
    if "description" in schema:
        return True
    if "$ref" in schema:
        return _is_described(schemas[schema["$ref"].rpartition("/")[2]], schemas)
    parts = (one for way in ("anyOf", "allOf", "oneOf") for one in schema.get(way, ()))
    return any(_is_described(one, schemas) for one in parts)
