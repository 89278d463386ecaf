/* detente: sanctions as code. The one public header.
 *
 * A regime is loaded once (dt_regime_load) and is read-only. A session answers questions over it: each answer's texts live until the
 * session's next question, dt_session_reset or dt_session_free. Nothing here prints, reads the environment or keeps globals; a regime may be
 * shared by threads, a session belongs to one. All texts are UTF-8. Verdicts are values, never statuses.
 */
#ifndef DETENTE_DETENTE_H
#define DETENTE_DETENTE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- values ---- */

typedef struct dt_text { /* bytes, not ended by NUL unless said */
    const char *data;
    size_t size;
} dt_text;

/* How a call ended. */
typedef enum dt_status {
    DT_OK = 0,
    DT_INVALID,    /* the input is not usable; dt_session_error or the diagnostics say why */
    DT_NOT_FOUND,  /* no such regime, file, deal or name */
    DT_TOO_BIG,    /* a limit was reached, or memory ran out */
    DT_IO,         /* a file cannot be read */
    DT_BAD_OPTION, /* an option of the call is not usable, whatever the input */
    DT_INTERNAL    /* a bug */
} dt_status;
/* Never NULL. */
const char *dt_status_text(dt_status status);
const char *dt_version(void);

/* The verdict of a deal in one word, worst last. `undetermined` comes in two ranks: licensable at worst, prohibited at worst. */
typedef enum dt_verdict {
    DT_PERMITTED,
    DT_EXEMPT,
    DT_LICENSED,
    DT_UNDETERMINED_LICENSABLE,
    DT_LICENSABLE,
    DT_CONTESTED,
    DT_UNDETERMINED,
    DT_PROHIBITED
} dt_verdict;

/* How texts for people look. */
typedef struct dt_style {
    size_t width; /* columns; 0: 80 */
    bool colour;
} dt_style;

/* ---- regimes and roads ---- */

typedef struct dt_regime dt_regime;
typedef struct dt_session dt_session;

/* Loads a regime: the name of an embedded one ("dprk"), or a folder (a path with a `/`, or that exists). *ret_report: diagnostics for
 * people (or JSON Lines with `json`), malloc'd, to be freed by dt_free; set on every status, may be empty. *ret is NULL unless DT_OK. */
dt_status dt_regime_load(const char *name_or_folder, const dt_style *style, bool json, dt_regime **ret,
                         dt_text *ret_report);
/* Loads a roadmap over the regime (once, before sessions are made): a file, or the name of an embedded one ("jin-2025"). Same reporting. */
dt_status dt_road_load(dt_regime *regime, const char *path, const dt_style *style, bool json, dt_text *ret_report);
/* The file of deals that the loaded roadmap names as its own, relative to the roadmap; empty: none. Lives as long as the regime. */
dt_text dt_road_deals(const dt_regime *regime);
/* The name of the regime that a roadmap (as above) says it is over, with a NUL after it; empty when it says none. To be freed by dt_free. */
dt_text dt_road_regime(const char *path);
void dt_regime_free(dt_regime *regime);
void dt_free(dt_text text);

/* ---- questions ---- */

/* A session with at most `memory` bytes; 0: 512 MiB. NULL: no memory. */
dt_session *dt_session_new(const dt_regime *regime, size_t memory);
void dt_session_reset(dt_session *session);
void dt_session_free(dt_session *session);
/* Why the last call failed: one line, and a remedy (may be empty). */
dt_text dt_session_error(const dt_session *session);
dt_text dt_session_help(const dt_session *session);

typedef struct dt_options {
    const char *as_of;         /* YYYY-MM-DD: day of deals without `on`; NULL */
    const char *const *assume; /* assumptions on open law: "US.em13466 continued"; NULL-ended; NULL */
    bool stages;               /* answer for all stages of the loaded road */
    const char *id;            /* of a deal without one: its line; NULL */
    bool walk;                 /* by the tree walker instead of the tables */
} dt_options;

/* One deal, one JSON object. Kept in the session until the next one. */
dt_status dt_decide(dt_session *session, dt_text deal, const dt_options *options);
dt_verdict dt_decision_verdict(const dt_session *session);
/* The id of the deal last decided; empty without one. */
dt_text dt_decision_id(const dt_session *session);
/* The answer to the last dt_decide as JSON, as an explanation for people. */
dt_status dt_decision_json(dt_session *session, dt_text *ret);
dt_status dt_decision_explain(dt_session *session, const dt_style *style, dt_text *ret);
dt_status dt_decision_why_not(dt_session *session, const char *measure, const dt_style *style, dt_text *ret);

/* Deals as CSV: a header of columns, then one deal a row (docs/deal.md, section 14). Rows are read one by one, each as the JSON of its deal.
 * A reader belongs to one thread. */
typedef struct dt_csv dt_csv;
/* Reads the header. The text is not copied: it must outlive the reader. *ret is NULL only without memory (DT_TOO_BIG), and is freed by
 * dt_csv_free on every status; DT_INVALID: dt_csv_error says which column is wrong, and there are no rows. */
dt_status dt_csv_open(const dt_regime *regime, dt_text text, dt_csv **ret);
/* The next row that has something in it: *ret_deal is the JSON of its deal. DT_NOT_FOUND: there is none. DT_INVALID: it cannot be used,
 * dt_csv_error says why, *ret_deal is the row as it stands; the next one can be read. DT_TOO_BIG: no memory, and no row after it. What is
 * returned lives until the next call. */
dt_status dt_csv_next(dt_csv *csv, dt_text *ret_deal);
/* The line on which that row begins, or the header where there is no row yet; from 1. */
size_t dt_csv_line(const dt_csv *csv);
/* Why the last call of dt_csv_open or dt_csv_next failed: one line with the column, and a remedy (may be empty). */
dt_text dt_csv_error(const dt_csv *csv);
dt_text dt_csv_help(const dt_csv *csv);
/* dt_decide of the row last read; dt_session_error names the column instead of the place in the JSON. */
dt_status dt_csv_decide(dt_csv *csv, dt_session *session, const dt_options *options);
void dt_csv_free(dt_csv *csv);

/* A table over many deals: rows are added from the last decision, the text is made at the end. */
typedef struct dt_table dt_table;
dt_table *dt_table_new(const dt_regime *regime);
dt_status dt_table_add(dt_table *table, dt_session *session);
/* `unusable`: lines of the input that gave no deal, for the summary. The text lives as long as the table. */
dt_status dt_table_text(dt_table *table, const dt_style *style, size_t unusable, dt_text *ret);
void dt_table_free(dt_table *table);

/* A question in words ("import hs:270112 from KP to CN on 2026-06-01") as the JSON of a deal. */
dt_status dt_question(dt_session *session, const char *const *words, size_t n, dt_text *ret_deal);
/* A skeleton deal of an activity, with a comment per key. */
dt_status dt_deal_skeleton(dt_session *session, const char *activity, dt_text *ret);
/* The JSON Schema of deals. */
dt_status dt_deal_schema(dt_session *session, dt_text *ret);

/* ---- checks, tests, plans ---- */

/* Reviews older than `reviewed_since` (NULL: none asked), counts per legal order, the list of paragraphs with their measures. */
dt_status dt_check(dt_session *session, bool summary, const char *reviewed_since, bool json, const dt_style *style,
                   dt_text *ret, size_t *ret_problems);
/* What a diagnostic's code ("E0210") means, in a paragraph of at most 78 columns; empty: there is no such code. Never freed. */
dt_text dt_code_text(const char *code);
/* The road that the text's tests ask about (`at stage N of ROAD`): its name, empty when none. */
dt_text dt_test_road(dt_text text);
/* Runs one `.test` text. `name`: its path, for messages and for the files that it names. */
dt_status dt_test(dt_session *session, const char *name, dt_text text, const dt_style *style, dt_text *ret,
                  size_t *ret_passed, size_t *ret_failed);
/* The deals (JSON Lines) by stage of the loaded road, with masked relief. Lines that cannot be used are left out: *ret_report says why, one
 * after its line number, and *ret_unusable counts them. */
dt_status dt_plan_diff(dt_session *session, dt_text deals, const char *at, bool json, bool csv, const dt_style *style,
                       dt_text *ret, dt_text *ret_report, size_t *ret_deals, size_t *ret_unusable);
/* The same over the rows that the reader has not read yet; `as_csv` is about what is returned. */
dt_status dt_plan_diff_rows(dt_session *session, dt_csv *deals, const char *at, bool json, bool as_csv,
                            const dt_style *style, dt_text *ret, dt_text *ret_report, size_t *ret_deals,
                            size_t *ret_unusable);
/* The same as a page for people: one HTML file (UTF-8) that needs nothing else, no script, no font, no address; for screens and A4. It has no
 * date of its making: the same plan gives the same bytes. What could not be used is counted on the page, too. */
dt_status dt_plan_report(dt_session *session, dt_text deals, const char *at, dt_text *ret, dt_text *ret_report,
                         size_t *ret_deals, size_t *ret_unusable);
dt_status dt_plan_report_rows(dt_session *session, dt_csv *deals, const char *at, dt_text *ret, dt_text *ret_report,
                              size_t *ret_deals, size_t *ret_unusable);

/* One act of the road ("1.2": the second of stage 1), in one screen: its powers, the law it is about, the deals it reaches, what still covers
 * them. DT_NOT_FOUND: there is no such act. */
dt_status dt_plan_why(dt_session *session, dt_text deals, const char *at, const char *act, const dt_style *style,
                      dt_text *ret, dt_text *ret_report, size_t *ret_deals, size_t *ret_unusable);
dt_status dt_plan_why_rows(dt_session *session, dt_csv *deals, const char *at, const char *act, const dt_style *style,
                           dt_text *ret, dt_text *ret_report, size_t *ret_deals, size_t *ret_unusable);

/* Checks the loaded road: powers and the findings that they ask for, terms, stages that no run reaches, lapses, the way back, law that carries
 * out other law, demands; with deals (JSON Lines; may be empty) also the floor. Each finding with the shortest run that shows it. *ret_errors:
 * findings that are errors, not risks or notes. */
dt_status dt_plan_check(dt_session *session, dt_text deals, bool json, const dt_style *style, dt_text *ret,
                        dt_text *ret_report, size_t *ret_unusable, size_t *ret_errors);
dt_status dt_plan_check_rows(dt_session *session, dt_csv *deals, bool json, const dt_style *style, dt_text *ret,
                             dt_text *ret_report, size_t *ret_unusable, size_t *ret_errors);
/* What must be signed before the deal (one JSON object) is open: all minimal sets of acts under the declared powers, counted, and the cheapest
 * `shown` of them (0: 5). `at`: the day of a deal without `on`. `costs`: the text of a `costs` block, what a signature costs; empty: the usual.
 * `costs_name`: its path, for messages; what is wrong with it is in *ret_report, with DT_INVALID and no dt_session_error. *ret_open: open today. */
dt_status dt_plan_unlock(dt_session *session, dt_text deal, const char *at, const char *costs_name, dt_text costs,
                         size_t shown, bool json, const dt_style *style, dt_text *ret, dt_text *ret_report,
                         bool *ret_open);

#ifdef __cplusplus
}
#endif

#endif
