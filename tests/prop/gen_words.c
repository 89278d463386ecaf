#include "prop/gen.h"

#define POOL(name, ...)                             \
    const char *const gen_##name[] = {__VA_ARGS__}; \
    const unsigned gen_n_##name = (unsigned)(sizeof gen_##name / sizeof *gen_##name)

POOL(countries, "KP", "CN", "RU", "US", "KR");
POOL(currencies, "USD", "CNY", "USD");
POOL(waypoints, "port:KPRAS", "port:CNDLC", "KP", "RU");
POOL(purposes, "commercial", "livelihood", "humanitarian");
POOL(kinds, "body", "ngo", "state", "bank");
POOL(places, "kaesong", "kumgang");
POOL(roles, "buyer", "seller", "vessel", "bank", "sender", "receiver", "provider", "partner");
POOL(conducts, "procure", "supply", "ship", "pay", "receive-payment", "serve", "obtain", "open-venture", "keep-venture",
     "expand-venture", "call");
POOL(activities, "import", "import", "import", "service", "payment", "payment", "venture", "venture", "calling");
POOL(judgements, "knowing", "significant", "revenue");
POOL(findings, "luxury", "contributes");
POOL(caps, "UN.cap-a", "US.cap-b");
POOL(tags, "US.t1", "US.t2", "US.t3", "UN.t1");
POOL(goods, "coal", "iron", "metals", "food-aid");
POOL(authorities, "UN.c1718", "UN.sc", "US.ofac", "US.president", "KR.government");
POOL(days, "2014-07-01", "2015-02-10", "2016-03-02", "2016-11-30", "2017-08-05", "2017-09-11", "2017-12-22",
     "2018-06-12", "2019-04-01", "2020-02-29");
const char *const gen_orders[3] = {"UN", "US", "KR"};

/* The vocabulary: one declaration a line. */
static const char *const words[] = {
    "conduct procure \"procures\"",
    "conduct supply \"supplies\"",
    "conduct ship \"ships\"",
    "conduct pay \"pays\"",
    "conduct receive-payment \"receives the payment\"",
    "conduct serve \"provides\"",
    "conduct obtain \"obtains\"",
    "conduct open-venture \"opens\"",
    "conduct keep-venture \"keeps\"",
    "conduct expand-venture \"expands\"",
    "conduct call \"calls\"",
    "conduct admit \"admits\"",
    "conduct cause \"causes\"",
    "kind person \"person\"",
    "kind body \"body\"",
    "kind bank \"bank\"",
    "kind ngo \"organisation\"",
    "kind state \"state\"",
    "kind vessel \"vessel\"",
    "kind aircraft \"aircraft\"",
    "role buyer \"buyer\"",
    "role seller \"seller\"",
    "role vessel \"vessel\" { does ship; is vessel }",
    "role aircraft \"aircraft\" { does ship; is aircraft }",
    "role bank \"bank\" { does pay; is bank }",
    "role sender \"sender\"",
    "role receiver \"receiver\"",
    "role provider \"provider\"",
    "role recipient \"recipient\"",
    "role partner \"partner\"",
    "role port-state \"port state\" { does admit; is state }",
    "activity import \"import\" { goods; buyer does procure; seller does supply; requires buyer, seller; allows "
    "vessel, bank; principal "
    "buyer, seller }",
    "activity service \"service\" { provider does serve; recipient does obtain; requires provider, recipient; allows "
    "bank; principal "
    "provider, recipient }",
    "activity payment \"payment\" { sender does pay; receiver does receive-payment; requires sender, receiver; allows "
    "bank; principal "
    "sender, receiver }",
    "activity venture \"venture\" { partner does step open-venture, keep-venture, expand-venture; requires partner; "
    "allows bank; "
    "principal partner }",
    "activity calling \"port call\" { vessel does call; aircraft does call; requires any of vessel, aircraft; allows "
    "port-state; "
    "principal vessel, aircraft }",
    "purpose commercial \"commercial\"",
    "purpose livelihood \"livelihood\"",
    "purpose humanitarian \"humanitarian\"",
    "place kaesong \"Kaesong\" { in KP }",
    "place kumgang \"Kumgang\" { in KP }",
    "port KPRAS \"Rajin\"",
    "port CNDLC \"Dalian\"",
    "unit t \"ton\"",
    "unit kg \"kilogram\"",
    "judgement knowing \"knows\"",
    "judgement significant \"is significant\"",
    "judgement revenue \"generates revenue\"",
    "finding luxury \"is a luxury\"",
    "finding contributes \"could contribute\"",
    "event port-call \"called at a port of\"",
    "event landing \"landed in\"",
    "tag UN.t1 \"first programme of the Council\"",
    "tag US.t1 \"first programme\"",
    "tag US.t2 \"second programme\"",
    "tag US.t3 \"third programme\"",
    "cap UN.cap-a \"a cap\" { held by all states together; source \"x\" }",
    "cap US.cap-b \"a cap\" { source \"x\" }",
    "goods coal \"coal\" { hs 2701, 2702 }",
    "goods iron \"iron\" { hs 26, 7201; not hs 2603 }",
    "goods metals \"metals\" { hs 72; includes iron; not hs 7204 }",
    "goods food-aid \"food\" { described }",
    "goods relief \"relief\" { described; hs 3004; includes food-aid }",
    "authority UN.sc \"Security Council\" { decides by vote 9 of 15; veto CN, FR, GB, RU, US }",
    "authority UN.c1718 \"Committee\" { acts for UN.sc in licensing }",
    "authority US.president \"President\"",
    "authority US.ofac \"Office of Foreign Assets Control\" { acts for US.president in licensing, delisting, rules }",
    "authority KR.government \"Government\"",
    "external group UN.other-lists",
    "external measure US.other-law",
};

void gen_declare(struct gen_law *l, const struct buf *text)
{
    struct buf b; /* a clause that begins with the word of a declaration may not stand at the left margin */
    struct str s = buf_str(text);
    buf_init(&b, l->arena);
    for (size_t i = 0; i < s.n; i++) {
        buf_addc(&b, s.p[i]);
        if (s.p[i] == '\n' && i + 2 < s.n) {
            buf_adds(&b, "  ");
        }
    }
    if (l->n_declarations < GEN_DECLARATIONS) {
        l->declarations[l->n_declarations++] = buf_str(&b);
    }
}

void gen_vocabulary(struct gen_law *l)
{
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        l->declarations[l->n_declarations++] = str_c(words[i]);
    }
    l->n_vocabulary = l->n_declarations;
}

void gen_texts(const struct gen_law *l, struct arena *a, struct str *ret, size_t n)
{
    for (size_t f = 0; f < n; f++) {
        struct buf b;
        buf_init(&b, a);
        size_t from = l->n_declarations * f / n;
        size_t to = l->n_declarations * (f + 1) / n;
        for (size_t i = from; i < to; i++) {
            buf_add(&b, l->declarations[i]);
            buf_addc(&b, '\n');
        }
        ret[f] = buf_str(&b);
    }
}

void gen_name(struct gen_names *to, const char *name)
{
    if (to->n < GEN_NAMES) {
        to->items[to->n++] = name;
    }
}

const char *gen_pick(struct gen_law *l, const char *const *pool, unsigned n)
{
    return pool[rng_below(&l->rng, n)];
}

const char *gen_pick_name(struct gen_law *l, const struct gen_names *from)
{
    return gen_pick(l, from->items, (unsigned)from->n);
}

const char *gen_day(struct gen_law *l)
{
    return gen_pick(l, gen_days, gen_n_days);
}

void gen_list(struct gen_law *l, struct buf *out, const char *const *pool, unsigned n, unsigned most)
{
    unsigned want = 1 + rng_below(&l->rng, most);
    const char *chosen[8];
    unsigned got = 0;
    for (unsigned tries = 0; tries < 16 && got < want && got < 8; tries++) {
        const char *one = gen_pick(l, pool, n);
        bool known = false;
        for (unsigned i = 0; i < got; i++) {
            known = known || strcmp(chosen[i], one) == 0;
        }
        if (!known) {
            buf_adds(out, got > 0 ? ", " : "");
            buf_adds(out, one);
            chosen[got++] = one;
        }
    }
}
