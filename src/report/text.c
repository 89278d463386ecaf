#include "report/text.h"

#include "base/arena.h"

struct reach {
    unsigned from, to;
};

static bool in_reach(unsigned c, const struct reach *list, size_t n)
{
    size_t low = 0;
    size_t high = n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (c > list[mid].to) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return low < n && c >= list[low].from;
}

#define IN_REACH(c, list) in_reach((c), (list), sizeof(list) / sizeof *(list))

/* Unicode 15: marks that stand on the character before them, and joiners. */
static const struct reach marks[] = {
    {0x0300, 0x036F},   {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x05BF, 0x05BF}, {0x05C1, 0x05C2}, {0x05C4, 0x05C5},
    {0x05C7, 0x05C7},   {0x0610, 0x061A}, {0x064B, 0x065F}, {0x0670, 0x0670}, {0x06D6, 0x06DC}, {0x06DF, 0x06E4},
    {0x06E7, 0x06E8},   {0x06EA, 0x06ED}, {0x0711, 0x0711}, {0x0730, 0x074A}, {0x0900, 0x0902}, {0x093A, 0x093A},
    {0x093C, 0x093C},   {0x0941, 0x0948}, {0x094D, 0x094D}, {0x0E31, 0x0E31}, {0x0E34, 0x0E3A}, {0x0E47, 0x0E4E},
    {0x1160, 0x11FF},   {0x1AB0, 0x1ACE}, {0x1DC0, 0x1DFF}, {0x200C, 0x200D}, {0x20D0, 0x20F0}, {0x302A, 0x302D},
    {0x3099, 0x309A},   {0xA66F, 0xA672}, {0xD7B0, 0xD7FB}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0x1F3FB, 0x1F3FF},
    {0xE0100, 0xE01EF},
};

static const struct reach wide[] = {
    {0x1100, 0x115F},   {0x231A, 0x231B},   {0x2329, 0x232A},   {0x23E9, 0x23EC},   {0x23F0, 0x23F0},
    {0x23F3, 0x23F3},   {0x25FD, 0x25FE},   {0x2614, 0x2615},   {0x2648, 0x2653},   {0x267F, 0x267F},
    {0x2693, 0x2693},   {0x26A1, 0x26A1},   {0x26AA, 0x26AB},   {0x26BD, 0x26BE},   {0x26C4, 0x26C5},
    {0x26CE, 0x26CE},   {0x26D4, 0x26D4},   {0x26EA, 0x26EA},   {0x26F2, 0x26F3},   {0x26F5, 0x26F5},
    {0x26FA, 0x26FA},   {0x26FD, 0x26FD},   {0x2705, 0x2705},   {0x270A, 0x270B},   {0x2728, 0x2728},
    {0x274C, 0x274C},   {0x274E, 0x274E},   {0x2753, 0x2755},   {0x2757, 0x2757},   {0x2795, 0x2797},
    {0x27B0, 0x27B0},   {0x27BF, 0x27BF},   {0x2B1B, 0x2B1C},   {0x2B50, 0x2B50},   {0x2B55, 0x2B55},
    {0x2E80, 0x303E},   {0x3041, 0x33FF},   {0x3400, 0x4DBF},   {0x4E00, 0xA4CF},   {0xA960, 0xA97C},
    {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE10, 0xFE19},   {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},
    {0xFFE0, 0xFFE6},   {0x16FE0, 0x18CD5}, {0x1AFF0, 0x1B2FB}, {0x1F004, 0x1F004}, {0x1F0CF, 0x1F0CF},
    {0x1F18E, 0x1F18E}, {0x1F191, 0x1F19A}, {0x1F200, 0x1F320}, {0x1F32D, 0x1F335}, {0x1F337, 0x1F37C},
    {0x1F37E, 0x1F393}, {0x1F3A0, 0x1F3CA}, {0x1F3CF, 0x1F3D3}, {0x1F3E0, 0x1F3F0}, {0x1F3F4, 0x1F3F4},
    {0x1F3F8, 0x1F43E}, {0x1F440, 0x1F440}, {0x1F442, 0x1F4FC}, {0x1F4FF, 0x1F53D}, {0x1F54B, 0x1F54E},
    {0x1F550, 0x1F567}, {0x1F57A, 0x1F57A}, {0x1F595, 0x1F596}, {0x1F5A4, 0x1F5A4}, {0x1F5FB, 0x1F64F},
    {0x1F680, 0x1F6C5}, {0x1F6CC, 0x1F6CC}, {0x1F6D0, 0x1F6D2}, {0x1F6D5, 0x1F6DF}, {0x1F6EB, 0x1F6EC},
    {0x1F6F4, 0x1F6FC}, {0x1F7E0, 0x1F7F0}, {0x1F90C, 0x1F9FF}, {0x1FA70, 0x1FAFF}, {0x20000, 0x3FFFD},
};

/* Beside the control characters: marks of direction, isolates, separators of lines, invisible ones, tags. */
static const struct reach hidden[] = {
    {0x00AD, 0x00AD}, {0x061C, 0x061C}, {0x115F, 0x1160},   {0x180E, 0x180E}, {0x200B, 0x200B},
    {0x200E, 0x200F}, {0x2028, 0x202E}, {0x2060, 0x206F},   {0x3164, 0x3164}, {0xFEFF, 0xFEFF},
    {0xFFA0, 0xFFA0}, {0xFFF9, 0xFFFB}, {0xE0000, 0xE007F},
};

unsigned text_char(struct str s, size_t at, size_t *ret_bytes)
{
    const unsigned char *p = (const unsigned char *)s.p + at;
    size_t left = s.n - at;
    unsigned c = p[0];
    size_t n = c < 0x80 ? 1 : c >= 0xC2 && c < 0xE0 ? 2 : (c & 0xF0U) == 0xE0 ? 3 : c >= 0xF0 && c < 0xF5 ? 4 : 0;
    *ret_bytes = 1;
    if (n == 0 || n > left) {
        return TEXT_BAD;
    }
    if (n == 1) {
        return c;
    }
    c &= 0x7FU >> n;
    for (size_t i = 1; i < n; i++) {
        if ((p[i] & 0xC0U) != 0x80) {
            return TEXT_BAD;
        }
        c = c << 6U | (p[i] & 0x3FU);
    }
    if ((n == 3 && (c < 0x800 || (c >= 0xD800 && c < 0xE000))) || (n == 4 && (c < 0x10000 || c > 0x10FFFF))) {
        return TEXT_BAD;
    }
    *ret_bytes = n;
    return c;
}

bool text_unsafe(unsigned c)
{
    return c == TEXT_BAD || c < 0x20 || (c >= 0x7F && c < 0xA0) || IN_REACH(c, hidden);
}

size_t text_char_width(unsigned c)
{
    if (c < 0x300 || text_unsafe(c)) {
        return 1;
    }
    if (IN_REACH(c, marks)) {
        return 0;
    }
    return IN_REACH(c, wide) ? 2 : 1;
}

size_t text_width(struct str s)
{
    size_t width = 0;
    size_t bytes;
    for (size_t i = 0; i < s.n; i += bytes) {
        width += text_char_width(text_char(s, i, &bytes));
    }
    return width;
}

static void add_char(struct buf *out, struct str s, size_t at, size_t bytes, unsigned c)
{
    if (text_unsafe(c)) {
        buf_addc(out, '?');
    } else {
        buf_add(out, str_of(s.p + at, bytes));
    }
}

void text_clean(struct buf *out, struct str s)
{
    size_t bytes;
    for (size_t i = 0; i < s.n; i += bytes) {
        unsigned c = text_char(s, i, &bytes);
        add_char(out, s, i, bytes, c);
    }
}

struct str text_cleaned(struct arena *a, struct str s)
{
    size_t bytes;
    size_t i = 0;
    for (; i < s.n; i += bytes) {
        if (text_unsafe(text_char(s, i, &bytes))) {
            break;
        }
    }
    if (i >= s.n) {
        return s;
    }
    struct buf b;
    buf_init(&b, a);
    text_clean(&b, s);
    return buf_str(&b);
}

size_t text_cut(struct buf *out, struct str s, size_t width)
{
    bool whole = text_width(s) <= width;
    size_t room = whole ? width : width > 0 ? width - 1 : 0;
    size_t used = 0;
    size_t bytes;
    for (size_t i = 0; i < s.n; i += bytes) {
        unsigned c = text_char(s, i, &bytes);
        size_t w = text_char_width(c);
        if (used + w > room) {
            break;
        }
        add_char(out, s, i, bytes, c);
        used += w;
    }
    if (!whole && width > 0) {
        buf_adds(out, "\xE2\x80\xA6");
        used++;
    }
    return used;
}

/* ---- flowing text ---- */

void flow_start(struct flow *f, struct buf *out, size_t width, size_t indent, size_t hang)
{
    f->out = out;
    f->width = width;
    f->hang = hang < width / 2 ? hang : width / 2;
    f->column = indent;
    f->fresh = true;
    buf_fill(out, ' ', indent);
    f->last = out->n;
    f->last_column = indent;
}

static void flow_word(struct flow *f, struct str word)
{
    size_t w = text_width(word);
    size_t blank = f->fresh ? 0 : 1;
    if (!f->fresh && f->column + blank + w > f->width && f->column > f->hang) {
        buf_addc(f->out, '\n');
        buf_fill(f->out, ' ', f->hang);
        f->column = f->hang;
        blank = 0;
    }
    f->last = f->out->n;
    f->last_column = f->column;
    buf_fill(f->out, ' ', blank);
    text_clean(f->out, word);
    f->column += blank + w;
    f->fresh = false;
}

void flow_add(struct flow *f, struct str s)
{
    size_t i = 0;
    while (i < s.n) {
        size_t start = i;
        while (i < s.n && s.p[i] != ' ' && s.p[i] != '\n' && s.p[i] != '\t') {
            i++;
        }
        if (i > start) {
            flow_word(f, str_of(s.p + start, i - start));
        }
        i++;
    }
}

void flow_adds(struct flow *f, const char *s)
{
    flow_add(f, str_c(s));
}

void flow_glue(struct flow *f, struct str s)
{
    if (f->column + text_width(s) > f->width && f->last_column > f->hang && f->last < f->out->n) {
        struct str word = str_dup(f->out->arena, str_of(f->out->p + f->last, f->out->n - f->last));
        if (word.p[0] == ' ') {
            word = str_of(word.p + 1, word.n - 1);
        }
        f->out->n = f->last;
        buf_addc(f->out, '\n');
        buf_fill(f->out, ' ', f->hang);
        f->last = f->out->n;
        f->last_column = f->hang;
        buf_add(f->out, word);
        f->column = f->hang + text_width(word);
    }
    text_clean(f->out, s);
    f->column += text_width(s);
}

void flow_tab(struct flow *f, size_t column)
{
    size_t blanks = f->column < column ? column - f->column : f->fresh ? 0 : 1;
    buf_fill(f->out, ' ', blanks);
    f->column += blanks;
    f->fresh = true;
    f->last = f->out->n;
    f->last_column = f->column;
}

void flow_end(struct flow *f)
{
    buf_addc(f->out, '\n');
}
