/* Clause kinds and the positions they can stand in: what the generator places, and what the table of coverage counts.
 *
 * A kind is a `clause_op` with the variants that an evaluator may read differently. KINDS(X) is the only list: id, name in the table,
 * is it about one party (PATTERN) or about the deal (DEAL), does it read a list that may be open.
 */
#ifndef PROP_KINDS_H
#define PROP_KINDS_H

#include "law/model.h"

#define KINDS(X)                                         \
    X(ALL, "all of", DEAL, CLOSED)                       \
    X(ANY, "any of", DEAL, CLOSED)                       \
    X(NOT, "not", DEAL, CLOSED)                          \
    X(NOT_LIST, "not LIST", DEAL, OPEN)                  \
    X(NOT_PARTY, "not party", DEAL, OPEN)                \
    X(SCOPE, "scope by name", DEAL, CLOSED)              \
    X(DISPATCH, "dispatch", DEAL, CLOSED)                \
    X(DESTINATION, "destination", DEAL, CLOSED)          \
    X(ROUTE, "route", DEAL, OPEN)                        \
    X(ONLY_ROUTE, "only route", DEAL, OPEN)              \
    X(PLACE, "place", DEAL, CLOSED)                      \
    X(PURPOSE, "purpose", DEAL, OPEN)                    \
    X(ONLY_PURPOSE, "only purpose", DEAL, OPEN)          \
    X(CURRENCY, "currency", DEAL, CLOSED)                \
    X(CLEARED_IN, "cleared-in", DEAL, CLOSED)            \
    X(DOES, "does", DEAL, CLOSED)                        \
    X(ACTIVITY, "activity", DEAL, CLOSED)                \
    X(MADE_IN, "made-in", DEAL, CLOSED)                  \
    X(CONTAINS, "contains", DEAL, OPEN)                  \
    X(ONLY_CONTAINS, "only contains", DEAL, OPEN)        \
    X(GOODS, "goods NAME", DEAL, CLOSED)                 \
    X(GOODS_HS, "goods hs", DEAL, CLOSED)                \
    X(GOODS_DESCRIBED, "goods described", DEAL, CLOSED)  \
    X(AMOUNT, "amount", DEAL, CLOSED)                    \
    X(UNIT_VALUE, "value each", DEAL, CLOSED)            \
    X(CONTRACT, "contract", DEAL, CLOSED)                \
    X(WRITTEN, "written contract", DEAL, CLOSED)         \
    X(CONDUCT_DAY, "conduct by", DEAL, CLOSED)           \
    X(NOTICE_AUTHORITY, "notice by A", DEAL, OPEN)       \
    X(NOTICE_COUNTRY, "notice by CC", DEAL, OPEN)        \
    X(NOTICE_ROLE, "notice state of R", DEAL, OPEN)      \
    X(NOTICE_ACTOR, "notice st. actor", DEAL, OPEN)      \
    X(NOTICE_EXPORTING, "notice exporting", DEAL, OPEN)  \
    X(NOTICE_SILENCE, "notice, silence", DEAL, OPEN)     \
    X(APPROVED, "approved by A", DEAL, CLOSED)           \
    X(APPROVED_STATE, "approved by state", DEAL, CLOSED) \
    X(JUDGED, "judged", DEAL, CLOSED)                    \
    X(JUDGED_ALL, "judged, several", DEAL, CLOSED)       \
    X(FOUND, "found by", DEAL, OPEN)                     \
    X(CAP, "within cap", DEAL, CLOSED)                   \
    X(EVENT, "event", DEAL, OPEN)                        \
    X(EVENT_DAYS, "event within days", DEAL, OPEN)       \
    X(EVENT_YEARS, "event within year", DEAL, OPEN)      \
    X(OPEN_UNDER, "open under", DEAL, CLOSED)            \
    X(BLOCKED_UNDER, "blocked under", DEAL, CLOSED)      \
    X(REACHED_BY, "reached by", DEAL, CLOSED)            \
    X(ON_PRINCIPAL, ".. principal leg", DEAL, CLOSED)    \
    X(ON_LEG, ".. on leg of R", DEAL, CLOSED)            \
    X(ON_LEG_PATTERN, ".. leg of R { }", DEAL, CLOSED)   \
    X(PARTY, "party { }", DEAL, OPEN)                    \
    X(ACTOR, "actor { }", DEAL, CLOSED)                  \
    X(ROLE, "ROLE { }", DEAL, OPEN)                      \
    X(EXTERNAL, "external", DEAL, CLOSED)                \
    X(NATIONAL, "national", PATTERN, OPEN)               \
    X(RESIDENT, "resident", PATTERN, OPEN)               \
    X(INCORPORATED, "incorporated", PATTERN, OPEN)       \
    X(LOCATED, "located", PATTERN, OPEN)                 \
    X(BRANCH_OF, "branch-of", PATTERN, OPEN)             \
    X(FLAG, "flag", PATTERN, CLOSED)                     \
    X(AGENCY_OF, "agency-of", PATTERN, OPEN)             \
    X(CONTROLLED_BY, "controlled-by", PATTERN, OPEN)     \
    X(ACTS_FOR, "acts-for", PATTERN, OPEN)               \
    X(CLEARS_IN, "clears-in", PATTERN, OPEN)             \
    X(KIND, "kind", PATTERN, OPEN)                       \
    X(LISTED, "listed by", PATTERN, OPEN)                \
    X(LISTED_TAGS, "listed by, tags", PATTERN, OPEN)     \
    X(ACTS_LISTED, "acts-for listed", PATTERN, CLOSED)   \
    X(OWNED_LISTED, "owned by listed", PATTERN, CLOSED)  \
    X(ID, "id", PATTERN, CLOSED)                         \
    X(CLASS, "class by name", PATTERN, CLOSED)           \
    X(P_ALL, "{ all of }", PATTERN, CLOSED)              \
    X(P_ANY, "{ any of }", PATTERN, CLOSED)              \
    X(P_NOT, "{ not }", PATTERN, CLOSED)                 \
    X(P_JUDGED, "{ judged }", PATTERN, CLOSED)

enum kind {
#define X(id, name, level, list) KIND_##id,
    KINDS(X)
#undef X
        KINDS_N
};
#define KIND_DEAL_N KIND_NATIONAL /* kinds below are about the deal, the others about one party */

#define POSITIONS(X)               \
    X(SCOPE, "scope", DEAL)        \
    X(OMIT, "omit", DEAL)          \
    X(NEXUS, "nexus", DEAL)        \
    X(EXEMPTION, "except", DEAL)   \
    X(OVER, "over", DEAL)          \
    X(BUT_NOT, "butnot", DEAL)     \
    X(LICENCE, "licenc", DEAL)     \
    X(OFFER, "offer", DEAL)        \
    X(POLICY, "policy", DEAL)      \
    X(CONSEQUENCE, "conseq", DEAL) \
    X(AMEND, "amend", DEAL)        \
    X(STAGE, "stage", DEAL)        \
    X(TARGET, "target", DEAL)      \
    X(NAMED, "named", DEAL)        \
    X(BLOCKS, "blocks", PATTERN)   \
    X(CLASS, "class", PATTERN)     \
    X(EXPOSED, "expose", PATTERN)  \
    X(LEG_OF, "leg of", PATTERN)

enum position {
#define X(id, name, level) POS_##id,
    POSITIONS(X)
#undef X
        POSITIONS_N
};
#define POS_DEAL_N POS_BLOCKS

const char *kind_name(enum kind k);
const char *position_name(enum position p);
bool kind_reads_list(enum kind k);
/* Which kind a clause of the model is. `pattern`: it stands in a pattern about one party. */
enum kind kind_of(const struct regime *g, const struct clause *k, bool pattern);

#endif
