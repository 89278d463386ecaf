/* Loading and freeing: regimes, roads, sessions. */
#include <stdlib.h>

#include "engine/engine.h"
#include "engine/texts.h"
#include "law/tree.h"
#include "report/diag_json.h"
#include "report/diag_text.h"
#include "report/text.h"

#define REGIME_BYTES ((size_t)1024 * 1024 * 1024)
#define SESSION_BYTES ((size_t)512 * 1024 * 1024)

const char *dt_status_text(dt_status status)
{
    static const char *const texts[] = {"ok",
                                        "the input is not usable",
                                        "not found",
                                        "a limit was reached",
                                        "a file cannot be read",
                                        "an option is not usable",
                                        "internal error"};
    return (size_t)status < sizeof texts / sizeof *texts ? texts[status] : "unknown status";
}

const char *dt_version(void)
{
    return DETENTE_VERSION;
}

struct style style_of(const dt_style *style)
{
    struct style s = {style == NULL ? 0 : style->width, style != NULL && style->colour};
    return s;
}

dt_text text_of_str(struct str s)
{
    dt_text t = {s.p, s.n};
    return t;
}

static void keep_text(dt_text *ret, const struct buf *b)
{
    struct str s = buf_str(b);
    char *p = malloc(s.n + 1);
    ret->data = NULL;
    ret->size = 0;
    if (p != NULL) {
        memcpy(p, s.p, s.n);
        p[s.n] = '\0';
        ret->data = p;
        ret->size = s.n;
    }
}

void dt_free(dt_text text)
{
    free((void *)(uintptr_t)text.data);
}

static void report(struct arena *a, const struct diags *diags, const dt_style *style, bool json, dt_text *ret)
{
    struct buf b;
    struct style s = style_of(style);
    buf_init(&b, a);
    if (diags->errors == 0 && diags->warnings == 0) {
        return;
    }
    if (json) {
        diags_json(diags, &b);
    } else {
        diags_text(diags, &s, &b);
    }
    keep_text(ret, &b);
}

static dt_status load_texts(dt_regime *r, const char *name, dt_text *ret_report)
{
    struct str what = str_c(name);
    bool folder = strchr(name, '/') != NULL || texts_is_folder(name);
    enum texts_status status =
        folder ? texts_folder(&r->arena, name, r->texts, &what) : texts_embedded(&r->arena, name, r->texts, &what);
    if (status == TEXTS_OK) {
        return DT_OK;
    }
    struct buf b;
    buf_init(&b, &r->arena);
    buf_addf(&b, "error: %s `%.*s`\n",
             status == TEXTS_NOT_FOUND  ? "no such regime or folder:"
             : status == TEXTS_TOO_MANY ? "too many files below"
                                        : "cannot read",
             STR_ARG(what));
    keep_text(ret_report, &b);
    return status == TEXTS_NOT_FOUND ? DT_NOT_FOUND : status == TEXTS_TOO_MANY ? DT_TOO_BIG : DT_IO;
}

dt_status dt_regime_load(const char *name_or_folder, const dt_style *style, bool json, dt_regime **ret,
                         dt_text *ret_report)
{
    *ret = NULL;
    ret_report->data = NULL;
    ret_report->size = 0;
    dt_regime *r = calloc(1, sizeof *r);
    if (r == NULL) {
        return DT_TOO_BIG;
    }
    jmp_buf full;
    arena_init(&r->arena, REGIME_BYTES);
    r->arena.full = &full;
    if (setjmp(full) != 0) {
        dt_regime_free(r);
        return DT_TOO_BIG;
    }
    r->texts = ARENA_NEW(&r->arena, struct texts);
    dt_status status = load_texts(r, name_or_folder, ret_report);
    if (status == DT_OK) {
        struct diags diags;
        diags_init(&diags, &r->arena);
        r->law = regime_load(&r->arena, &diags, r->texts->list.items, r->texts->list.n);
        report(&r->arena, &diags, style, json, ret_report);
        status = diags.errors > 0 ? DT_INVALID : DT_OK;
    }
    r->arena.full = NULL;
    if (status != DT_OK) {
        dt_regime_free(r);
        return status;
    }
    *ret = r;
    return DT_OK;
}

/* The word after `regime` in the roadmap block. */
static struct str regime_line(const struct block *b)
{
    for (size_t i = 0; i < b->n; i++) {
        const struct stmt *s = &b->stmts[i];
        const struct node *last = &s->nodes[s->n - 1];
        if (s->nodes[0].kind != NODE_WORD || !str_is(s->nodes[0].text, "roadmap") || last->kind != NODE_BLOCK) {
            continue;
        }
        for (size_t k = 0; k < last->block->n; k++) {
            const struct stmt *in = &last->block->stmts[k];
            if (in->n == 2 && in->nodes[0].kind == NODE_WORD && str_is(in->nodes[0].text, "regime") &&
                in->nodes[1].kind == NODE_WORD) {
                return in->nodes[1].text;
            }
        }
    }
    return STR("");
}

dt_text dt_road_regime(const char *path)
{
    struct arena a;
    dt_text ret = {NULL, 0};
    jmp_buf full;
    arena_init(&a, REGIME_BYTES);
    a.full = &full;
    if (setjmp(full) == 0) {
        struct source source = {.name = str_c(path)};
        struct diags ignored;
        diags_init(&ignored, &a);
        enum texts_status read = texts_file(&a, path, &source.text);
        bool found = read == TEXTS_OK || (read == TEXTS_NOT_FOUND && texts_embedded_road(path, &source.text));
        if (found && source.text.n <= READ_BYTES) {
            struct str name = regime_line(tree_read(&a, &ignored, &source));
            struct buf b;
            buf_init(&b, &a);
            buf_add(&b, name);
            keep_text(&ret, &b);
        }
    }
    arena_release(&a);
    return ret;
}

dt_status dt_road_load(dt_regime *regime, const char *path, const dt_style *style, bool json, dt_text *ret_report)
{
    ret_report->data = NULL;
    ret_report->size = 0;
    jmp_buf full;
    regime->arena.full = &full;
    if (setjmp(full) != 0) {
        regime->arena.full = NULL;
        return DT_TOO_BIG;
    }
    struct source *source = ARENA_NEW(&regime->arena, struct source);
    source->name = str_dup(&regime->arena, str_c(path));
    enum texts_status read = texts_file(&regime->arena, path, &source->text);
    if (read == TEXTS_NOT_FOUND && texts_embedded_road(path, &source->text)) {
        read = TEXTS_OK;
    }
    if (read != TEXTS_OK) {
        struct buf b;
        buf_init(&b, &regime->arena);
        buf_addf(&b, "error: cannot read the roadmap `%s`\n", path);
        keep_text(ret_report, &b);
        regime->arena.full = NULL;
        return read == TEXTS_NOT_FOUND ? DT_NOT_FOUND : DT_IO;
    }
    struct diags diags;
    diags_init(&diags, &regime->arena);
    regime->road = road_load(&regime->arena, &diags, regime->law, source);
    report(&regime->arena, &diags, style, json, ret_report);
    regime->arena.full = NULL;
    if (diags.errors > 0) {
        regime->road = NULL;
        return DT_INVALID;
    }
    return DT_OK;
}

void dt_regime_free(dt_regime *regime)
{
    if (regime != NULL) {
        arena_release(&regime->arena);
        free(regime);
    }
}

/* ---- sessions ---- */

dt_session *dt_session_new(const dt_regime *regime, size_t memory)
{
    dt_session *s = calloc(1, sizeof *s);
    if (s != NULL) {
        s->regime = regime;
        arena_init(&s->arena, memory == 0 ? SESSION_BYTES : memory);
        arena_init(&s->kept, memory == 0 ? SESSION_BYTES : memory);
        s->start = arena_mark(&s->arena);
    }
    return s;
}

void dt_session_reset(dt_session *session)
{
    arena_rewind(&session->arena, session->start);
    session->answer = NULL;
    session->error.size = 0;
    session->help.size = 0;
}

void dt_session_free(dt_session *session)
{
    if (session != NULL) {
        arena_release(&session->arena);
        arena_release(&session->kept);
        free(session);
    }
}

static dt_text kept(char *room, size_t size, struct str s)
{
    size_t n = s.n < size ? s.n : size;
    if (n > 0) {
        memcpy(room, s.p, n);
    }
    dt_text t = {room, n};
    return t;
}

void session_error(dt_session *s, struct str message, struct str help)
{
    /* what a deal says is never let loose on a terminal */
    s->error = kept(s->error_room, sizeof s->error_room, text_cleaned(&s->arena, message));
    s->help = kept(s->help_room, sizeof s->help_room, text_cleaned(&s->arena, help));
}

struct table_set *session_tables(dt_session *s, bool stages)
{
    const dt_regime *r = s->regime;
    if (stages && s->staged == NULL) {
        s->stages = road_overlay(&s->kept, r->road);
        s->staged = tables_new(&s->kept, r->law, &s->stages);
    }
    if (!stages && s->today == NULL) {
        s->today = tables_new(&s->kept, r->law, &overlay_none);
    }
    return stages ? s->staged : s->today;
}

dt_status session_full(dt_session *s)
{
    s->error =
        kept(s->error_room, sizeof s->error_room, STR("the question needs more memory than the session may use"));
    s->help.size = 0;
    return DT_TOO_BIG;
}

dt_text dt_session_error(const dt_session *session)
{
    return session->error;
}

dt_text dt_session_help(const dt_session *session)
{
    return session->help;
}
