/* Pinpoints: a place in an instrument, such as `para 8(a)(iii)` or `title II s 201`, as its components. */
#include "law/model.h"

static const char *const pin_words[] = {"para", "s",     "art",       "annex",   "title",   "part",
                                        "supp", "table", "guideline", "chapter", "appendix"};

bool pin_word(struct str s)
{
    for (size_t i = 0; i < sizeof pin_words / sizeof *pin_words; i++) {
        if (str_is(s, pin_words[i])) {
            return true;
        }
    }
    return false;
}

static bool add(struct pin *pin, struct str part)
{
    if (pin->n == PIN_PARTS) {
        return false;
    }
    pin->parts[pin->n++] = part;
    return true;
}

bool pin_add(struct pin *pin, struct str word, struct str number)
{
    size_t before = pin->n;
    if (!add(pin, word)) {
        return false;
    }
    for (size_t i = 0; i < number.n;) {
        size_t from = i;
        while (i < number.n && number.p[i] != '(' && number.p[i] != ')') {
            i++;
        }
        if (i == from) {
            i++;
        } else if (!add(pin, str_of(number.p + from, i - from))) {
            return false;
        }
    }
    return pin->n > before + 1;
}

/* The next run of characters without a blank; one blank stands between two. */
static struct str next_token(struct str *rest)
{
    size_t n = 0;
    while (n < rest->n && rest->p[n] != ' ') {
        n++;
    }
    struct str token = str_of(rest->p, n);
    size_t skip = n < rest->n ? n + 1 : n;
    *rest = str_of(rest->p + skip, rest->n - skip);
    return token;
}

bool pin_read(struct str text, struct str room[PIN_PARTS], struct pin *ret)
{
    ret->parts = room;
    ret->n = 0;
    while (text.n > 0) {
        struct str word = next_token(&text);
        struct str number = next_token(&text);
        if (!pin_word(word) || !pin_add(ret, word, number)) {
            return false;
        }
    }
    return ret->n > 0;
}

/* A leading number, for ranges of sections: 9221b counts as 9221. -1: none. */
static long pin_number(struct str s)
{
    long n = -1;
    for (size_t i = 0; i < s.n && i < 9 && s.p[i] >= '0' && s.p[i] <= '9'; i++) {
        n = (n < 0 ? 0 : n * 10) + (s.p[i] - '0');
    }
    return n;
}

static bool pin_prefix(struct pin outer, struct pin inner)
{
    if (outer.n > inner.n) {
        return false;
    }
    for (size_t i = 0; i < outer.n; i++) {
        if (!str_eq(outer.parts[i], inner.parts[i])) {
            return false;
        }
    }
    return true;
}

bool pin_within(const struct instrument *in, struct pin inner, struct pin outer)
{
    if (pin_prefix(outer, inner)) {
        return true;
    }
    for (size_t i = 0; i < in->contains.n; i++) {
        const struct contains *k = &in->contains.items[i];
        if (!pin_prefix(outer, k->whole)) {
            continue;
        }
        if (k->to.n == 0) {
            if (pin_prefix(k->from, inner)) {
                return true;
            }
        } else if (inner.n >= 2 && str_eq(inner.parts[0], k->from.parts[0])) {
            long n = pin_number(inner.parts[1]);
            if (n >= 0 && n >= pin_number(k->from.parts[1]) && n <= pin_number(k->to.parts[1])) {
                return true;
            }
        }
    }
    return false;
}
