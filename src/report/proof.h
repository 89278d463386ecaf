/* Reading an answer: what each hold does, and what things are called. Shared by all that people and machines read. */
#ifndef REPORT_PROOF_H
#define REPORT_PROOF_H

#include "decide/answer.h"

/* The lanes of the answer, as a mask. */
uint64_t proof_lanes(const struct answer *an);

/* ---- what a hold does ---- */

/* The verdict of the hold alone. */
struct range hold_range(const struct hold_answer *h);
/* Is it set in some lane of the mask: surely, or at least maybe? */
bool pair_surely(struct pair p, uint64_t lanes);
bool pair_maybe(struct pair p, uint64_t lanes);

/* ---- names ---- */

typedef VEC(struct str) strs;
/* Adds a text once. */
void strs_add(struct arena *a, strs *to, struct str s);

const struct measure *proof_measure(const struct answer *an, int hold);
const struct hold *proof_hold(const struct answer *an, int hold);
struct str jurisdiction_name(const struct regime *g, int index);
struct str authority_name(const struct regime *g, int index);
/* "buyer"; "party" when none is known. */
struct str role_name(const struct answer *an, int party);
/* The party's name; else its role. */
struct str actor_name(const struct answer *an, int party);
/* "procure"; "unknown" when the step is not known. */
struct str conduct_name(const struct answer *an, const struct leg *leg);
/* "procures": the title of the conduct, or its name. */
struct str conduct_title(const struct answer *an, const struct leg *leg);
/* Does what the hold stands under live today on the leg, whatever its mandates do? `open`: the instruments of which nobody knows; may be NULL. */
enum tri hold_performs(const struct answer *an, struct arena *a, const struct leg *leg, int hold, strs *open);
/* The first day on which the hold's provision bound; DAY_NONE if the sources do not say. */
int hold_since(const struct regime *g, const struct hold *h);
/* "S/RES/2371 (2017) para 8" for all its provisions, or the measure's source. */
struct str hold_cite(const struct regime *g, struct arena *a, const struct hold *h);
/* "2371-8", "EO 13722 s 3(a)(i)": where it stands, in as few letters as serve. */
struct str hold_short(const struct regime *g, struct arena *a, const struct hold *h);
struct str provision_short(const struct regime *g, struct arena *a, struct provision p);
/* The clause of an exemption, or offer, that failed: its text in the law, or words for the negative numbers. */
struct str failure_text(const struct answer *an, struct arena *a, int exemption, const struct failure *f);
struct str offer_failure_text(const struct answer *an, struct arena *a, int offer, const struct failure *f);
/* The clause itself; NULL where there is none. */
const struct clause *failure_clause(const struct answer *an, int exemption, const struct failure *f);
const struct clause *offer_failure_clause(const struct answer *an, int offer, const struct failure *f);
/* Does the law hold a licensing offer over the hold, open or not? */
bool proof_offers(const struct regime *g, int hold);
/* Where an offer stands: its own provision, else that of the hold which makes it. */
struct str offer_cite(const struct regime *g, struct arena *a, int offer, int hold);
/* The deal in as few words as serve when it has no id: "HS 270112", "payment". */
struct str deal_subject(const struct regime *g, struct arena *a, const struct deal *d);
/* The clauses of the hold that ask for a finding. */
typedef VEC(const struct clause *) found_clauses;
void hold_findings(struct arena *a, const struct hold *h, found_clauses *ret);
/* The title of a finding, or its name. */
struct str finding_title(const struct regime *g, int value);
/* Words of a triple: "true", "unknown", "false". */
const char *tri_name(enum tri t);
/* The item that open law is about, as `--assume` takes it: "US.em13466". */
struct str open_law_item(const struct answer *an, struct atom atom);
/* "state of buyer", "UN.c1718". */
struct str who_text(const struct regime *g, struct arena *a, struct who w);
/* The first `bytes` of the regime's hash in hex. */
struct str hash_hex(struct arena *a, const struct regime *g, size_t bytes);
/* Legal orders that bind, or are asked, and whose law is not here (or not for this conduct, or that day), by name. */
void not_encoded_of(const struct answer *an, struct arena *a, strs *ret);
/* Has nobody held the item against its text? */
bool unreviewed(const struct review *r);

#endif
