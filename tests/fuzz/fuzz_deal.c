/* Any bytes as a deal, over a small regime: deal_read answers with a deal or with an error that has a message, in bounded memory. The
 * first word of the input, up to a line break, is also asked as a question and as an activity. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "decide/deal.h"
#include "decide/deal_new.h"
#include "decide/facts.h"
#include "decide/question.h"
#include "law/load.h"

#define REGIME                                                                                                         \
    "conduct procure \"p\"\nconduct supply \"s\"\nconduct ship \"s\"\nconduct pay \"p\"\nconduct open-office \"o\"\n"  \
    "conduct keep-office \"k\"\nrole buyer \"b\"\nrole seller \"s\"\nrole vessel \"v\" { does ship; is vessel }\n"     \
    "role bank \"b\" { does pay; is bank }\nkind body \"b\"\nkind bank \"b\"\nkind vessel \"v\"\nunit t \"t\"\n"       \
    "activity import \"import\" { goods; buyer does procure; seller does supply; requires buyer, seller; allows "      \
    "vessel, bank; principal buyer, seller }\n"                                                                        \
    "activity office \"office\" { bank does step open-office, keep-office; requires bank; principal bank }\n"          \
    "purpose food \"f\"\nplace kaesong \"k\"\nport KPRAS \"r\"\njudgement knowing \"k\"\nfinding luxury-good \"l\"\n"  \
    "event port-call \"c\"\njurisdiction UN \"UN\" { }\nauthority UN.c1718 \"c\"\ntag UN.ftb \"f\"\ncap UN.cap \"c\" " \
    "{ "                                                                                                               \
    "}\ninstrument UN.1718 \"r\" { by UN.c1718; adopted 2006-10-14 }\n"                                                \
    "regime fuzz \"fuzz\" { against KP; covers UN from 2006-10-14 }\n"

/* Outlives the inputs: a regime is read once. */
static struct regime *regime_of(struct arena *a)
{
    static struct source source;
    struct diags diags;
    source.name = STR("fuzz.reg");
    source.text = STR(REGIME);
    diags_init(&diags, a);
    return regime_load(a, &diags, &source, 1);
}

static void ask(struct arena *a, const struct regime *g, struct str line)
{
    struct str words[32];
    size_t n = 0;
    for (size_t i = 0; i < line.n && n < 32; i++) {
        size_t from = i;
        while (i < line.n && line.p[i] != ' ') {
            i++;
        }
        words[n++] = str_of(line.p + from, i - from);
    }
    struct str json;
    struct deal *deal;
    struct deal_error e;
    if (question_read(a, g, words, n, &json, &e)) {
        if (!deal_read(a, g, json, 0, &deal,
                       &e)) { /* what a question prints must read: only the step may not fit the activity */
            if (!str_is(e.pointer, "/step")) {
                abort();
            }
        }
    } else if (e.message.n == 0) {
        abort();
    }
    struct buf out;
    buf_init(&out, a);
    if (n > 0 && deal_skeleton(a, g, words[0], &out) && !deal_read(a, g, buf_str(&out), 0, &deal, &e)) {
        abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct arena law;
    static struct regime *regime;
    if (regime == NULL) {
        arena_init(&law, (size_t)64 << 20);
        regime = regime_of(&law);
    }
    struct arena a;
    arena_init(&a, (size_t)256 << 20);
    struct str text = str_of((const char *)data, size);
    struct deal *deal = NULL;
    struct deal_error e;
    size_t bad;
    if (deal_read(&a, regime, text, 0, &deal, &e)) {
        if (deal == NULL || deal->n_parties > DEAL_PARTIES + 8 || deal->n_lines > DEAL_LINES) {
            abort();
        }
    } else if (e.message.n == 0 || !str_utf8(e.message, &bad) || !str_utf8(e.help, &bad) ||
               !str_utf8(e.pointer, &bad)) {
        abort();
    }
    const char *end = size == 0 ? NULL : memchr(text.p, '\n', text.n);
    ask(&a, regime, str_of(text.p, end == NULL ? text.n : (size_t)(end - text.p)));
    arena_release(&a);
    return 0;
}
