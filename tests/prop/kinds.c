#include "prop/kinds.h"

enum level { LEVEL_OF_DEAL, LEVEL_OF_PATTERN };
enum openness { LIST_CLOSED, LIST_OPEN };

const char *kind_name(enum kind k)
{
    static const char *const names[KINDS_N] = {
#define X(id, name, level, list) name,
        KINDS(X)
#undef X
    };
    return names[k];
}

const char *position_name(enum position p)
{
    static const char *const names[POSITIONS_N] = {
#define X(id, name, level) name,
        POSITIONS(X)
#undef X
    };
    return names[p];
}

bool kind_reads_list(enum kind k)
{
    static const enum openness lists[KINDS_N] = {
#define X(id, name, level, list) LIST_##list,
        KINDS(X)
#undef X
    };
    return lists[k] == LIST_OPEN;
}

static enum kind value_kind(const struct clause *k)
{
    switch ((int)k->dim) {
    case DIM_DISPATCH: return KIND_DISPATCH;
    case DIM_DESTINATION: return KIND_DESTINATION;
    case DIM_ROUTE: return k->only ? KIND_ONLY_ROUTE : KIND_ROUTE;
    case DIM_PLACE: return KIND_PLACE;
    case DIM_PURPOSE: return k->only ? KIND_ONLY_PURPOSE : KIND_PURPOSE;
    case DIM_CURRENCY: return KIND_CURRENCY;
    case DIM_CLEARED_IN: return KIND_CLEARED_IN;
    case DIM_CONDUCT: return KIND_DOES;
    case DIM_ACTIVITY: return KIND_ACTIVITY;
    case DIM_MADE_IN: return KIND_MADE_IN;
    default: return k->only ? KIND_ONLY_CONTAINS : KIND_CONTAINS;
    }
}

static enum kind goods_kind(const struct regime *g, const struct clause *k)
{
    for (size_t i = 0; i < k->n_values; i++) {
        const struct goods_list *list = &g->goods.items[k->values[i]];
        if (list->item.name.n == 0) {
            return KIND_GOODS_HS;
        }
        if (list->described) {
            return KIND_GOODS_DESCRIBED;
        }
    }
    return KIND_GOODS;
}

static enum kind notice_kind(const struct clause *k)
{
    if (k->silence > 0) {
        return KIND_NOTICE_SILENCE;
    }
    switch (k->by.kind) {
    case WHO_COUNTRY: return KIND_NOTICE_COUNTRY;
    case WHO_STATE_OF_ROLE: return KIND_NOTICE_ROLE;
    case WHO_STATE_OF_ACTOR: return KIND_NOTICE_ACTOR;
    case WHO_EXPORTING_STATE: return KIND_NOTICE_EXPORTING;
    case WHO_NONE:
    case WHO_AUTHORITY:
    default: return KIND_NOTICE_AUTHORITY;
    }
}

static enum kind verdict_kind(const struct clause *k)
{
    if (k->leg == ON_PRINCIPAL_LEG) {
        return KIND_ON_PRINCIPAL;
    }
    if (k->leg == ON_LEG_OF) {
        return k->n_kids > 0 ? KIND_ON_LEG_PATTERN : KIND_ON_LEG;
    }
    return k->verdict == VERDICT_OPEN      ? KIND_OPEN_UNDER
           : k->verdict == VERDICT_BLOCKED ? KIND_BLOCKED_UNDER
                                           : KIND_REACHED_BY;
}

static enum kind not_kind(const struct clause *k)
{
    const struct clause *kid = k->kids[0];
    if (kid->op == CL_PARTY && kid->role != ROLE_ACTOR) {
        return KIND_NOT_PARTY;
    }
    return kid->op == CL_VALUE && dim_table[kid->dim].many == MANY_LIST ? KIND_NOT_LIST : KIND_NOT;
}

enum kind kind_of(const struct regime *g, const struct clause *k, bool pattern)
{
    switch ((int)k->op) {
    case CL_ALL: return pattern ? KIND_P_ALL : KIND_ALL;
    case CL_ANY: return pattern ? KIND_P_ANY : KIND_ANY;
    case CL_NOT: return pattern ? KIND_P_NOT : not_kind(k);
    case CL_NAMED: return pattern ? KIND_CLASS : KIND_SCOPE;
    case CL_VALUE: return value_kind(k);
    case CL_GOODS: return goods_kind(g, k);
    case CL_AMOUNT: return KIND_AMOUNT;
    case CL_UNIT_VALUE: return KIND_UNIT_VALUE;
    case CL_CONTRACT: return k->written ? KIND_WRITTEN : KIND_CONTRACT;
    case CL_CONDUCT_DAY: return KIND_CONDUCT_DAY;
    case CL_NOTICE: return notice_kind(k);
    case CL_APPROVED:
        return k->by.kind == WHO_AUTHORITY || k->by.kind == WHO_COUNTRY ? KIND_APPROVED : KIND_APPROVED_STATE;
    case CL_JUDGED: return pattern ? KIND_P_JUDGED : k->n_values > 1 ? KIND_JUDGED_ALL : KIND_JUDGED;
    case CL_FOUND: return KIND_FOUND;
    case CL_CAP: return KIND_CAP;
    case CL_EVENT: return k->days < 0 ? KIND_EVENT : k->years ? KIND_EVENT_YEARS : KIND_EVENT_DAYS;
    case CL_VERDICT: return verdict_kind(k);
    case CL_PARTY: return k->role == ROLE_ANY ? KIND_PARTY : k->role == ROLE_ACTOR ? KIND_ACTOR : KIND_ROLE;
    case CL_ATTR: return (enum kind)(KIND_NATIONAL + (int)k->dim - DIM_NATIONAL);
    case CL_LISTED:
        return k->how == LISTED_ACTS_FOR   ? KIND_ACTS_LISTED
               : k->how == LISTED_OWNED_BY ? KIND_OWNED_LISTED
               : k->n_values > 0           ? KIND_LISTED_TAGS
                                           : KIND_LISTED;
    case CL_ID: return KIND_ID;
    default: return KIND_EXTERNAL;
    }
}
