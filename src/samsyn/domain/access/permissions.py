"""Every act a person can be allowed to do, as <area>:<noun>:<verb>, and who may do it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Permission(StrEnum):
    """Alphabetical; one line per act; never reuse a retired name."""

    ACCESS_MANAGE = "organisation:access:manage"
    ASSET_CLASSIFY = "register:asset:classify"
    CAPABILITY_ASSESS = "federation:capability:assess"
    CATALOGUE_WRITE = "register:catalogue:write"
    CHECKS_ACCEPT = "checks:finding:accept"
    CHECKS_CONFIGURE = "checks:rule:configure"
    CHECKS_READ = "checks:finding:read"
    COUNCIL_DECIDE = "council:decision:make"
    COUNCIL_READ = "council:meeting:read"
    COUNCIL_TAKE_PART = "council:meeting:take_part"
    COUNCIL_WRITE = "council:meeting:write"
    DATA_PROTECTION_READ = "data_protection:record:read"
    DATA_PROTECTION_WRITE = "data_protection:record:write"
    FEDERATION_READ = "federation:record:read"
    FEDERATION_WRITE = "federation:record:write"
    FRICTION_REPORT = "needs:friction:report"
    KNOWLEDGE_READ = "knowledge:article:read"
    KNOWLEDGE_WRITE = "knowledge:article:write"
    NEEDS_READ = "needs:need:read"
    NEEDS_WRITE = "needs:need:write"
    ORGANISATION_READ = "organisation:people:read"
    ORGANISATION_WRITE = "organisation:people:write"
    POLICY_READ = "policy:document:read"
    POLICY_WRITE = "policy:document:write"
    POLL_ANSWER = "federation:poll:answer"
    PORTFOLIO_DECIDE = "portfolio:gate:decide"
    PORTFOLIO_READ = "portfolio:initiative:read"
    PORTFOLIO_WRITE = "portfolio:initiative:write"
    RECORDS_EXPORT = "kernel:records:export"
    RECORDS_IMPORT = "kernel:records:import"
    REGISTER_READ = "register:record:read"
    REGISTER_WRITE = "register:record:write"
    RESTRICTED_READ = "kernel:restricted:read"
    ROADMAP_PUBLISH = "roadmap:plan:publish"
    ROADMAP_READ = "roadmap:plan:read"
    ROADMAP_SOLVE = "roadmap:plan:solve"
    ROUNDS_RUN = "rounds:round:run"
    SHARING_OFFER = "sharing:item:offer"
    SHARING_READ = "sharing:item:read"
    SHARING_TAKE = "sharing:item:take"
    SIGNED_IN = "kernel:session:use"
    SPEND_READ = "spend:invoice:read"
    SPEND_WRITE = "spend:invoice:write"
    STATUS_REPORT = "portfolio:status:report"
    SUPPLIER_INCIDENT = "register:supplier_incident:send"
    SUPPLIER_MERGE = "register:supplier:merge"
    SYSTEM_RETIRE = "register:system:retire"
    TIME_POOL = "federation:time:pool"
    TIME_REPORT = "portfolio:time:report"
    TOGETHER_READ = "together:page:read"
    TOGETHER_SETTLE = "together:mandate:settle"


class AccessRole(StrEnum):
    """What somebody may do in one organisation, as a person would say it."""

    MEMBER = "member"
    READER = "reader"
    CONTRIBUTOR = "contributor"
    SECURITY = "security"
    STRATEGIST = "strategist"
    ADMINISTRATOR = "administrator"


P = Permission
# Sits on a forum and works elsewhere: sees that forum and nothing else.
_MEMBER = frozenset({P.COUNCIL_TAKE_PART, P.SIGNED_IN})
_READER = frozenset(
    {
        P.CHECKS_READ,
        P.COUNCIL_READ,
        P.COUNCIL_TAKE_PART,
        P.DATA_PROTECTION_READ,
        P.FEDERATION_READ,
        P.FRICTION_REPORT,
        P.KNOWLEDGE_READ,
        P.NEEDS_READ,
        P.ORGANISATION_READ,
        P.POLICY_READ,
        P.PORTFOLIO_READ,
        P.RECORDS_EXPORT,
        P.REGISTER_READ,
        P.ROADMAP_READ,
        P.SHARING_READ,
        P.SIGNED_IN,
        P.TIME_REPORT,
        P.TOGETHER_READ,
    }
)
_CONTRIBUTOR = _READER | {
    P.ASSET_CLASSIFY,
    P.CAPABILITY_ASSESS,
    P.DATA_PROTECTION_WRITE,
    P.KNOWLEDGE_WRITE,
    P.NEEDS_WRITE,
    P.REGISTER_WRITE,
    P.SHARING_TAKE,
    P.SPEND_READ,
    P.STATUS_REPORT,
    P.SYSTEM_RETIRE,
}
_SECURITY = _CONTRIBUTOR | {
    P.CATALOGUE_WRITE,
    P.CHECKS_ACCEPT,
    P.CHECKS_CONFIGURE,
    P.POLICY_WRITE,
    P.RECORDS_IMPORT,
    P.RESTRICTED_READ,
    P.ROUNDS_RUN,
    P.SHARING_OFFER,
    P.SPEND_WRITE,
    P.SUPPLIER_INCIDENT,
    P.SUPPLIER_MERGE,
}

ROLES: Mapping[AccessRole, frozenset[Permission]] = {
    AccessRole.MEMBER: _MEMBER,
    AccessRole.READER: _READER,
    AccessRole.CONTRIBUTOR: _CONTRIBUTOR,
    AccessRole.SECURITY: _SECURITY,
    AccessRole.STRATEGIST: _SECURITY
    | {
        P.COUNCIL_DECIDE,
        P.COUNCIL_WRITE,
        P.FEDERATION_WRITE,
        P.ORGANISATION_WRITE,
        P.POLL_ANSWER,
        P.PORTFOLIO_DECIDE,
        P.PORTFOLIO_WRITE,
        P.ROADMAP_PUBLISH,
        P.ROADMAP_SOLVE,
        P.TIME_POOL,
        P.TOGETHER_SETTLE,
    },
    AccessRole.ADMINISTRATOR: frozenset(Permission),
}
