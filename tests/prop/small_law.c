#include "prop/small_law.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "prop/compare.h"
#include "prop/world.h"

static const char words[] =
    "conduct procure \"p\"\nconduct supply \"s\"\nconduct ship \"s\"\nconduct pay \"p\"\nconduct open-office "
    "\"o\"\nconduct keep-office \"k\"\n"
    "conduct cause \"c\"\nrole buyer \"b\"\nrole seller \"s\"\nrole vessel \"v\" { does ship; is vessel }\nrole bank "
    "\"b\" { does pay; is bank }\n"
    "kind body \"b\"\nkind bank \"b\"\nkind vessel \"v\"\nkind state \"s\"\nunit t \"t\"\n"
    "activity import \"import\" { goods; buyer does procure; seller does supply; requires buyer, seller; allows "
    "vessel, bank; principal buyer, "
    "seller }\nactivity office \"office\" { bank does step open-office, keep-office; requires bank; principal bank }\n"
    "purpose food \"f\"\npurpose trade \"t\"\nplace kaesong \"k\"\nport KPRAS \"r\"\njudgement knowing \"k\"\nfinding "
    "luxury \"l\"\n"
    "event port-call \"c\"\ngoods coal \"c\" { hs 2701, 2702 }\ngoods aid \"a\" { described }\ntag US.t1 \"t\"\ntag "
    "US.t2 \"t\"\n"
    "jurisdiction UN \"UN\" { }\njurisdiction US \"US\" {\n  nexus person { actor { any of { national US; located US } "
    "} }\n"
    "  nexus clearing { does pay; currency USD }\n}\n"
    "authority UN.sc \"Council\"\nauthority UN.c1718 \"Committee\" { acts for UN.sc in licensing }\nauthority "
    "US.president \"President\"\n"
    "authority US.ofac \"Office\" { acts for US.president in licensing, rules }\ncap UN.cap \"c\" { }\nexternal group "
    "UN.elsewhere\n";

static const char law[] =
    "regime fuzz \"fuzz\" { against KP; covers UN from 2006-10-14; covers US from 2008-01-01 }\n"
    "instrument UN.i1 \"One\" by UN.sc { adopted 2016-03-02; provision para 3 from 2017-01-01 }\n"
    "instrument UN.i2 \"Two\" by UN.sc { adopted 2016-11-30; ended para 9 2018-01-01 }\n"
    "instrument US.base \"Base\" by US.president { from 2008-06-26; lapses 06-26 each year unless continued; continued "
    "through 2025-06-20 }\n"
    "instrument US.order \"Order\" by US.president { from 2016-03-16; rests on US.base }\n"
    "instrument US.act \"Act\" by US.president { from 2016-02-18; contains title I { s 101 to 105 } }\nexternal "
    "instrument US.other\n"
    "class of-kp \"c\" { any of { national KP; agency-of KP; listed by US tags US.t1 } }\n"
    "scope with-kp { any of { dispatch KP; destination KP } }\n"
    "measure UN.coal \"Coal\" {\n  binds states for persons\n  prohibits procure, supply, ship\n  with-kp\n"
    "  form 2016-03-02 under UN.i1 para 1 {\n    goods coal\n    except food { only purpose food; not judged knowing "
    "}\n"
    "    licensable by UN.c1718 case-by-case { purpose food }\n  }\n"
    "  form 2016-11-30 under UN.i2 para 2 {\n    goods coal\n    except food as in form 2016-03-02\n    except capped "
    "{ within cap UN.cap }\n  }\n"
    "  vary 2017-09-11 under UN.i2 para 9 { omit except capped; omit scope { purpose food } }\n  reviewed "
    "2026-11-24\n}\n"
    "measure US.block \"Block\" {\n  binds person, clearing\n  blocks party in of-kp\n  under US.order s 1(a) { except "
    "commerce { open under UN.coal on "
    "principal leg } }\n  under US.other s 2\n  required by US.act s 104(c)\n  reviewed 2026-11-24\n}\n"
    "group US.all \"all\" { US.block }\nexemption UN.aid \"aid\" { over UN.coal; under UN.i2 para 4; only purpose "
    "food; but not { party { listed by UN } "
    "} }\nlicence US.gl \"gl\" by US.ofac { over US.block; source \"x\"; licenses pay; purpose food }\n"
    "offer UN.case \"case\" by UN.c1718 { over UN.coal; under UN.i2 para 4; actor { kind body } }\n"
    "policy US.denial \"denial\" on US.block { deny; source \"x\"; not place kaesong }\n"
    "consequence US.exposed \"exposed\" { exposes actor { kind bank }; may; does pay; judged knowing; to \"blocking\"; "
    "under US.act s 105 }\n"
    "power UN.rule \"p\" { of UN.sc; may end, suspend, amend, license; over measures of UN, instruments by UN.sc, "
    "UN.aid, UN.case; source \"x\" }\n"
    "power US.rule \"p\" { of US.president; may end, suspend, amend, license; over measures of US, instruments by "
    "US.president, mandates in US.act, "
    "US.gl, US.denial, US.exposed; source \"x\" }\n";

static const char *const deals[] = {"{\"on\":\"2017-10-01\",\"activity\":\"import\",\"dispatch\":\"KP\",\"goods\":[{"
                                    "\"hs\":\"270112\",\"made_in\":\"KP\"}],\"parties\":[{\"role\":\"buyer\","
                                    "\"country\":\"CN\",\"clear\":true},{\"role\":\"seller\",\"country\":\"KP\"},{"
                                    "\"role\":\"bank\",\"country\":\"US\",\"clear\":true}],\"currency\":\"USD\","
                                    "\"purposes\":[\"food\",\"trade\"],\"purposes_complete\":false}",
                                    "{\"on\":\"2026-07-01\",\"activity\":\"office\",\"place\":\"kaesong\",\"parties\":["
                                    "{\"role\":\"bank\",\"kind\":[\"body\"],\"nationals\":[\"US\"],"
                                    "\"listed\":[{\"by\":\"US\",\"tag\":\"US.t1\"}]}],\"judged\":{\"knowing\":true},"
                                    "\"notices\":[],\"events\":[],\"findings\":[]}"};

struct str fuzz_words(void)
{
    return str_of(words, sizeof words - 1);
}

struct str fuzz_small_law(void)
{
    return str_of(law, sizeof law - 1);
}

void fuzz_check_diags(const struct diags *d)
{
    size_t bad;
    for (size_t i = 0; i < d->list.n; i++) {
        const struct diag *g = &d->list.items[i];
        if (g->code == NULL || g->message.n == 0 || !str_utf8(g->message, &bad) || !str_utf8(g->note, &bad) ||
            !str_utf8(g->help, &bad)) {
            abort();
        }
        if (g->at.source != NULL && (g->at.from > g->at.to || g->at.to > g->at.source->text.n)) {
            abort();
        }
        if (g->at.source != NULL) {
            size_t line;
            size_t column;
            struct str text;
            source_place(g->at.source, g->at.from, &line, &column, &text);
        }
    }
    if (d->errors + d->warnings != d->list.n + d->dropped) {
        abort();
    }
}

void fuzz_ask(struct arena *a, struct regime *g, const struct overlay *o)
{
    for (size_t i = 0; i < sizeof deals / sizeof *deals; i++) {
        struct deal *d;
        struct deal_error e;
        if (!deal_read(a, g, str_c(deals[i]), DAY_NONE, &d, &e)) {
            continue; /* the law may declare the vocabulary otherwise */
        }
        const struct answer *x = decide(a, g, d, o, NULL);
#if HAVE_TABLES
        struct arena own; /* tables grow while they decide, and the split rewinds the arena of the deal */
        arena_init(&own, FUZZ_MEMORY);
        struct decision_options fast = {.evaluator = &tables, .tables = tables_new(&own, g, o)};
        const struct answer *y = decide(a, g, d, o, &fast);
        struct str field = compare_answers(a, x, y);
        arena_release(&own);
        if (field.n > 0) {
            fprintf(stderr, "the evaluators differ: %.*s\n", STR_ARG(field));
            abort();
        }
#else
        (void)x;
#endif
    }
}
