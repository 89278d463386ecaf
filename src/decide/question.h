/* A question without a file: words of the command line to the JSON of a deal.
 *
 *     import hs:270112 from KP to CN on 2026-06-01
 *
 * The activity comes first. Then, in any order:
 *
 *     hs:CODE               a goods line (again: another one)
 *     made-in X             where the goods were made; after `hs:`, of that line
 *     described TEXT        what they are; likewise
 *     from X, to X          dispatch and destination; also the country of the party on that side, unless `by` names it
 *     via X,Y               countries and ports (port:KPRAS) on the way
 *     on DATE               day of conduct
 *     contract DATE         day of the contract
 *     by ROLE:X ROLE:X ...  the parties with their country, of a vessel or aircraft its flag; then the list is complete
 *     amount N CUR          the payment
 *     cleared X             where it is cleared
 *     purpose P,Q           what it is for; complete
 *     place P, step S       of the vocabulary
 *     asker X, for UN,US    whose question, in which legal orders
 *
 * Nothing else is said: the parties are not clear, where the goods were made is unknown. Without `by`, there may be more parties.
 */
#ifndef DECIDE_QUESTION_H
#define DECIDE_QUESTION_H

#include "decide/deal.h"

/* The deal as one line of JSON, for deal_read. False: `err` says why; its `column` is the number of the word, from 1. */
bool question_read(struct arena *a, const struct regime *g, const struct str *words, size_t n, struct str *ret_json,
                   struct deal_error *err);

#endif
