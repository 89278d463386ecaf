/* The table of kinds by position, and what in it cannot be. */
#include <stdio.h>

#include "prop/count.h"

static bool about_verdict(enum kind k)
{
    return k >= KIND_OPEN_UNDER && k <= KIND_ON_LEG_PATTERN;
}

static bool asks_judgement(enum kind k)
{
    return k == KIND_JUDGED || k == KIND_JUDGED_ALL || k == KIND_P_JUDGED;
}

/* Every cell that may be empty, with the reason. */
static bool impossible(enum kind k, enum position p, enum cell c)
{
    /* patterns are about one party: a clause about the deal does not parse there */
    if (p >= POS_DEAL_N && k < KIND_DEAL_N) {
        return true;
    }
    /* one level of verdict clauses, no circles: law that is asked about asks for no verdict */
    if (p == POS_TARGET && about_verdict(k)) {
        return true;
    }
    switch (c) {
    case CELL_OPEN:
        /* no list */
        return !kind_reads_list(k);
    case CELL_UNKNOWN:
        /* always known: the day of a leg; the activity, for without it there is no leg */
        if (k == KIND_CONDUCT_DAY || k == KIND_ACTIVITY) {
            return true;
        }
        /* a judgement not given is false in an offer's terms */
        if (p == POS_OFFER && asks_judgement(k)) {
            return true;
        }
        /* where no hold is asked about, an approval by a named authority is there or not */
        return k == KIND_APPROVED && (p == POS_NEXUS || p == POS_CONSEQUENCE);
    case CELL_TRUE:
        /* law that is not here; the silence procedure is not built */
        return k == KIND_EXTERNAL || k == KIND_NOTICE_SILENCE;
    case CELL_FALSE: return k == KIND_EXTERNAL;
    case CELLS:
    default: return true;
    }
}

void count_print(const struct count *c)
{
    static const char *const words[CELLS] = {"false", "unkn.", "true", "open"};
    printf("clauses that decide, by kind and position (`-`: cannot be)\n%-26s", "");
    for (int p = 0; p < POSITIONS_N; p++) {
        printf("%7s", position_name((enum position)p));
    }
    printf("\n");
    for (int k = 0; k < KINDS_N; k++) {
        for (int v = 0; v < CELLS; v++) {
            if (v == CELL_OPEN && !kind_reads_list((enum kind)k)) {
                continue;
            }
            printf("%-20s%-6s", v == 0 ? kind_name((enum kind)k) : "", words[v]);
            for (int p = 0; p < POSITIONS_N; p++) {
                size_t n = c->cells[k][p][v];
                if (n == 0 && impossible((enum kind)k, (enum position)p, (enum cell)v)) {
                    printf("%7s", "-");
                } else {
                    printf("%7zu", n);
                }
            }
            printf("\n");
        }
    }
}

#define PER_KIND ((size_t)POSITIONS_N * CELLS)

bool count_next_empty(const struct count *c, size_t *at, enum kind *ret_kind, enum position *ret_position)
{
    for (; *at < KINDS_N * PER_KIND; (*at)++) {
        enum kind k = (enum kind)(*at / PER_KIND);
        enum position p = (enum position)(*at % PER_KIND / CELLS);
        enum cell v = (enum cell)(*at % CELLS);
        if (c->cells[k][p][v] == 0 && !impossible(k, p, v)) {
            *ret_kind = k;
            *ret_position = p;
            return true;
        }
    }
    return false;
}

size_t count_empty(const struct count *c)
{
    static const char *const words[CELLS] = {"false", "unknown", "true", "unknown by an open list"};
    size_t empty = 0;
    enum kind k;
    enum position p;
    for (size_t at = 0; count_next_empty(c, &at, &k, &p); at++) {
        printf("empty: `%s` in %s, %s\n", kind_name(k), position_name(p), words[at % CELLS]);
        empty++;
    }
    return empty;
}
