#include "decide/facts.h"

#include "base/arena.h"
#include "base/generated.h"

#define DIM(d) .is_dim = true, .dim = DIM_##d
#define OPEN .open = true
#define REQUIRED .required = true

const struct fact_key fact_table[KEY_COUNT] = {
    /* ---- the deal ---- */
    [KEY_ID] = {"id", FACTS_OF_DEAL, FACT_TEXT, .read_by = "", .doc = "Name of the deal, unique in its file",
                .if_absent = "the line number stands for it", .example = "\"coal-carrier\""},
    [KEY_ON] = {"on", FACTS_OF_DEAL, FACT_DATE, .read_by = "from, by, until, before, after",
                .doc = "Day of conduct: the day whose law applies; a party may carry its own",
                .if_absent = "--as-of, or the road's start; else an error", .example = "\"2026-06-01\""},
    [KEY_ASKER] = {"asker", FACTS_OF_DEAL, FACT_COUNTRY, .read_by = "covers", .doc = "Whose question it is: a country",
                   .if_absent = "the question is asked in the order of the UN only", .example = "\"CN\""},
    [KEY_FOR] = {"for", FACTS_OF_DEAL, FACT_ORDERS, .read_by = "covers",
                 .doc = "Legal orders that the asker answers to", .if_absent = "UN and the asker's own",
                 .example = "[\"UN\", \"US\"]"},
    [KEY_ACTIVITY] = {"activity", FACTS_OF_DEAL, FACT_WORD, ITEM_ACTIVITY, .read_by = "prohibits, does, activity",
                      .doc = "What is done; it says which roles there are, and what each role does",
                      .if_absent = "no leg: nothing can be asked", .example = "\"import\""},
    [KEY_STEP] = {"step", FACTS_OF_DEAL, FACT_WORD, ITEM_CONDUCT, .read_by = "prohibits, does",
                  .doc = "Which step of a venture, office, vessel or property deal",
                  .if_absent = "every step that the activity has is possible", .example = "\"keep-venture\""},
    [KEY_DISPATCH] = {"dispatch", FACTS_OF_DEAL, FACT_COUNTRY, DIM(DISPATCH), .read_by = "dispatch",
                      .doc = "Country where the goods, the service or the funds come from", .if_absent = "unknown",
                      .example = "\"KP\""},
    [KEY_DESTINATION] = {"destination", FACTS_OF_DEAL, FACT_COUNTRY, DIM(DESTINATION), .read_by = "destination",
                         .doc = "Country where they go", .if_absent = "unknown", .example = "\"CN\""},
    [KEY_ROUTE] = {"route", FACTS_OF_DEAL, FACT_WAYPOINTS, DIM(ROUTE), OPEN, .read_by = "route",
                   .doc = "Countries and ports on the way, ports as port: and UN/LOCODE; [] = direct",
                   .if_absent = "unknown", .example = "[\"port:KPRAS\"]"},
    [KEY_PLACE] = {"place", FACTS_OF_DEAL, FACT_WORD, ITEM_PLACE, DIM(PLACE), .read_by = "place, project",
                   .doc = "A named place or project", .if_absent = "unknown", .example = "\"kaesong\""},
    [KEY_GOODS] = {"goods", FACTS_OF_DEAL, FACT_OBJECTS, .of = FACTS_OF_LINE, OPEN,
                   .read_by = "goods, made-in, contains, value",
                   .doc = "Goods lines; where the activity concerns goods, each is a leg of its own",
                   .if_absent = "one unknown line where the activity concerns goods", .example = "[]"},
    [KEY_PARTIES] = {"parties", FACTS_OF_DEAL, FACT_OBJECTS, .of = FACTS_OF_PARTY, OPEN,
                     .read_by = "party, actor, the roles",
                     .doc = "Who takes part; a required role that is not here has an unknown actor",
                     .if_absent = "unknown", .example = "[]"},
    [KEY_AMOUNT] = {"amount", FACTS_OF_DEAL, FACT_DECIMAL, .read_by = "amount", .doc = "The payment, in `currency`",
                    .if_absent = "unknown", .example = "\"65000\""},
    [KEY_CURRENCY] = {"currency", FACTS_OF_DEAL, FACT_CURRENCY, DIM(CURRENCY), .read_by = "currency",
                      .doc = "Currency of the payment: ISO 4217", .if_absent = "unknown", .example = "\"USD\""},
    [KEY_CLEARED_IN] = {"cleared_in", FACTS_OF_DEAL, FACT_COUNTRY, DIM(CLEARED_IN), .read_by = "cleared-in",
                        .doc = "Where the payment is cleared; adds the leg of an unnamed clearing bank there, clear",
                        .if_absent = "unknown, and no such leg", .example = "\"US\""},
    [KEY_PURPOSES] = {"purposes", FACTS_OF_DEAL, FACT_WORDS, ITEM_PURPOSE, DIM(PURPOSE), OPEN, .read_by = "purpose",
                      .doc = "What the deal is for; law often asks that only such purposes are served",
                      .if_absent = "unknown", .example = "[\"commercial\"]"},
    [KEY_CONTRACT] = {"contract", FACTS_OF_DEAL, FACT_DATE, .read_by = "contract",
                      .doc = "Day on which the contract was made", .if_absent = "unknown", .example = "\"2017-08-28\""},
    [KEY_WRITTEN] = {"written", FACTS_OF_DEAL, FACT_TRUTH, .read_by = "written contract",
                     .doc = "Whether the contract is in writing", .if_absent = "unknown", .example = "true"},
    [KEY_NOTICES] = {"notices", FACTS_OF_DEAL, FACT_OBJECTS, .of = FACTS_OF_NOTICE, OPEN, .read_by = "notice",
                     .doc = "Notices given to an authority; [] = none given", .if_absent = "unknown", .example = "[]"},
    [KEY_APPROVALS] = {"approvals", FACTS_OF_DEAL, FACT_OBJECTS, .of = FACTS_OF_APPROVAL,
                       .read_by = "approved by, licensable", .doc = "Approvals and licences shown",
                       .if_absent = "taken as none given", .example = "[]"},
    [KEY_FINDINGS] = {"findings", FACTS_OF_DEAL, FACT_NAMES_OR_OBJECTS, ITEM_FINDING, FACTS_OF_FINDING, OPEN,
                      .read_by = "found",
                      .doc = "Determinations that concern this deal, by name or as objects; [] = none made",
                      .if_absent = "unknown", .example = "[]"},
    [KEY_JUDGED] = {"judged", FACTS_OF_DEAL, FACT_TRUTHS, ITEM_JUDGEMENT, .read_by = "judged",
                    .doc = "Facts that are an assessment, each true or false; they are yours",
                    .if_absent = "each one not named is unknown; in an offer's terms it counts as no",
                    .example = "{\"programme-revenue\": false}"},
    [KEY_WITHIN_CAP] = {"within_cap", FACTS_OF_DEAL, FACT_TRUTHS, ITEM_CAP, .read_by = "within cap",
                        .doc = "Whether the deal lies within a cap, where you know it", .if_absent = "unknown",
                        .example = "{\"UN.refined-cap\": true}"},
    [KEY_USED] = {"used", FACTS_OF_DEAL, FACT_USED, ITEM_CAP, .read_by = "",
                  .doc = "What has been used of a cap, by unit or currency; checked, not yet counted",
                  .if_absent = "unknown", .example = "{\"UN.coal-cap\": {\"t\": \"100000\"}}"},
    [KEY_STOPPED] = {"stopped", FACTS_OF_DEAL, FACT_TRUTHS, ITEM_CAP, .read_by = "",
                     .doc = "Whether the authority has announced that the cap is reached; checked, not yet counted",
                     .if_absent = "taken as not announced", .example = "{\"UN.refined-cap\": false}"},
    [KEY_EVENTS] = {"events", FACTS_OF_DEAL, FACT_OBJECTS, .of = FACTS_OF_EVENT, OPEN, .read_by = "event",
                    .doc = "Port calls, transfers at sea, landings; [] = none", .if_absent = "unknown",
                    .example = "[]"},

    /* ---- a goods line ---- */
    [KEY_LINE_HS] = {"hs", FACTS_OF_LINE, FACT_HS, .read_by = "goods",
                     .doc = "Customs code, 2 to 10 digits: as long as the law's code or longer, it decides",
                     .if_absent = "unknown, unless the description names a list", .example = "\"270111\""},
    [KEY_LINE_HS_EDITION] = {"hs_edition", FACTS_OF_LINE, FACT_YEAR, .read_by = "",
                             .doc = "Edition of the Harmonized System", .if_absent = "2022", .example = "2022"},
    [KEY_LINE_DESCRIPTION] =
        {"description", FACTS_OF_LINE, FACT_TEXT, .read_by = "goods",
         .doc = "Free text; decides only where the law's list is described: then it is the list's name",
         .if_absent = "unknown for described lists", .example = "\"anthracite\""},
    [KEY_LINE_QUANTITY] = {"quantity", FACTS_OF_LINE, FACT_DECIMAL, .read_by = "value each",
                           .doc = "How much, in `unit`", .if_absent = "unknown", .example = "\"1000\""},
    [KEY_LINE_UNIT] = {"unit", FACTS_OF_LINE, FACT_WORD, ITEM_UNIT, .read_by = "value each",
                       .doc = "Unit of the quantity, needed with it", .if_absent = "unknown", .example = "\"t\""},
    [KEY_LINE_VALUE] = {"value", FACTS_OF_LINE, FACT_DECIMAL, .read_by = "value each",
                        .doc = "Value of the line in the deal's `currency`", .if_absent = "unknown",
                        .example = "\"65000\""},
    [KEY_LINE_MADE_IN] = {"made_in", FACTS_OF_LINE, FACT_COUNTRY, DIM(MADE_IN), .read_by = "made-in, exporting state",
                          .doc = "Customs origin: where the goods were made", .if_absent = "unknown",
                          .example = "\"KP\""},
    [KEY_LINE_CONTAINS] = {"contains", FACTS_OF_LINE, FACT_COUNTRIES, DIM(CONTAINS), OPEN, .read_by = "contains",
                           .doc = "Origin of inputs; [] = no input that matters", .if_absent = "unknown",
                           .example = "[]"},

    /* ---- a party ---- */
    [KEY_PARTY_ROLE] = {"role", FACTS_OF_PARTY, FACT_WORD, ITEM_ROLE, .read_by = "the roles",
                        .doc = "Its role in the deal", .if_absent = "it takes part, and does nothing by itself",
                        .example = "\"buyer\""},
    [KEY_PARTY_NAME] = {"name", FACTS_OF_PARTY, FACT_TEXT, .read_by = "approved by (the holder)",
                        .doc = "Printed; a name alone never matches a list", .if_absent = "printed as the role",
                        .example = "\"Example Trading\""},
    [KEY_PARTY_KIND] = {"kind", FACTS_OF_PARTY, FACT_WORDS, ITEM_PARTY_KIND, DIM(KIND), OPEN, .read_by = "kind",
                        .doc = "What it is; several may hold, and the role adds its own",
                        .if_absent = "unknown, except what the role says", .example = "[\"body\"]"},
    [KEY_PARTY_IDS] = {"ids", FACTS_OF_PARTY, FACT_IDS, .read_by = "id",
                       .doc = "Identifiers: imo, un (reference number), ofac, swift and others", .if_absent = "none",
                       .example = "{\"imo\": \"9135678\"}"},
    [KEY_PARTY_COUNTRY] =
        {"country", FACTS_OF_PARTY, FACT_COUNTRY, .read_by = "national, resident, incorporated, located, branch-of",
         .doc = "Says at once: national, resident, incorporated and located there and nowhere else, branch of none",
         .if_absent = "unknown", .example = "\"CN\""},
    [KEY_PARTY_NATIONALS] = {"nationals", FACTS_OF_PARTY, FACT_COUNTRIES, DIM(NATIONAL), OPEN, .read_by = "national",
                             .doc = "Nationality", .if_absent = "as `country` says", .example = "[\"CN\"]"},
    [KEY_PARTY_RESIDENT] = {"resident", FACTS_OF_PARTY, FACT_COUNTRIES, DIM(RESIDENT), OPEN, .read_by = "resident",
                            .doc = "Residence", .if_absent = "as `country` says", .example = "[\"CN\"]"},
    [KEY_PARTY_INCORPORATED] = {"incorporated", FACTS_OF_PARTY, FACT_COUNTRIES, DIM(INCORPORATED), OPEN,
                                .read_by = "incorporated", .doc = "Place of incorporation",
                                .if_absent = "as `country` says", .example = "[\"CN\"]"},
    [KEY_PARTY_LOCATED] = {"located", FACTS_OF_PARTY, FACT_COUNTRIES, DIM(LOCATED), OPEN, .read_by = "located",
                           .doc = "Where it is when it acts", .if_absent = "as `country` says", .example = "[\"CN\"]"},
    [KEY_PARTY_BRANCH_OF] = {"branch_of", FACTS_OF_PARTY, FACT_COUNTRIES, DIM(BRANCH_OF), OPEN, .read_by = "branch-of",
                             .doc = "It is a branch of a body of that country", .if_absent = "as `country` says: none",
                             .example = "[]"},
    [KEY_PARTY_CLEARS_IN] = {"clears_in", FACTS_OF_PARTY, FACT_COUNTRIES, DIM(CLEARS_IN), OPEN, .read_by = "clears-in",
                             .doc = "Where this bank clears", .if_absent = "unknown", .example = "[\"US\"]"},
    [KEY_PARTY_FLAG] = {"flag", FACTS_OF_PARTY, FACT_COUNTRY, DIM(FLAG), .read_by = "flag",
                        .doc = "Flag of a vessel or aircraft; `country` does not say it", .if_absent = "unknown",
                        .example = "\"PA\""},
    [KEY_PARTY_AGENCY_OF] =
        {"agency_of", FACTS_OF_PARTY, FACT_COUNTRIES, DIM(AGENCY_OF), OPEN, .read_by = "agency-of",
         .doc = "Agency, instrumentality or subdivision of that state or its ruling party; [] = of none",
         .if_absent = "unknown, unless `clear`", .example = "[]"},
    [KEY_PARTY_CONTROLLED_BY] = {"controlled_by", FACTS_OF_PARTY, FACT_COUNTRIES, DIM(CONTROLLED_BY), OPEN,
                                 .read_by = "controlled-by", .doc = "Controlled by that state; [] = by none",
                                 .if_absent = "unknown, unless `clear`", .example = "[]"},
    [KEY_PARTY_ACTS_FOR] =
        {"acts_for", FACTS_OF_PARTY, FACT_ACTS_FOR, DIM(ACTS_FOR), OPEN, .read_by = "acts-for, acts for listed",
         .doc = "Acts for that state, or for a party on the list of an order (\"listed:UN\"); [] = for none",
         .if_absent = "unknown, unless `clear`", .example = "[]"},
    [KEY_PARTY_SCREENED] = {"screened", FACTS_OF_PARTY, FACT_ORDERS, .read_by = "listed",
                            .doc = "Whose lists were searched for this party",
                            .if_absent = "nothing searched, unless `clear`", .example = "[\"UN\", \"US\"]"},
    [KEY_PARTY_LISTED] = {"listed", FACTS_OF_PARTY, FACT_OBJECTS, .of = FACTS_OF_LISTING, OPEN, .read_by = "listed",
                          .doc = "The hits; [] with `screened` = searched, not found",
                          .if_absent = "unknown, unless `clear`", .example = "[]"},
    [KEY_PARTY_OWNED_BY_LISTED] = {"owned_by_listed", FACTS_OF_PARTY, FACT_OWNED, .read_by = "owned by listed",
                                   .doc = "Owned by a listed party, by the rule of the order that asks; or by order",
                                   .if_absent = "unknown, unless `clear`", .example = "false"},
    [KEY_PARTY_OWNERS] = {"owners", FACTS_OF_PARTY, FACT_OBJECTS, .of = FACTS_OF_OWNER, OPEN, .read_by = "",
                          .doc = "Owners with their shares in per cent; checked, not yet computed",
                          .if_absent = "unknown", .example = "[]"},
    [KEY_PARTY_CLEAR] =
        {"clear", FACTS_OF_PARTY, FACT_CLEAR, .read_by = "listed, acts-for, owned, agency-of, controlled-by",
         .doc = "Says at once: on no list, acting for none, owned by none listed, agency of none, controlled by none; "
                "what stands beside it wins",
         .if_absent = "nothing said", .example = "true"},
    [KEY_PARTY_ON] = {"on", FACTS_OF_PARTY, FACT_DATE, .read_by = "from, by, until, before, after",
                      .doc = "This party's own day: its leg's law, notices and deadlines go by it",
                      .if_absent = "the deal's `on`", .example = "\"2026-06-15\""},

    /* ---- a listing ---- */
    [KEY_LISTING_BY] = {"by", FACTS_OF_LISTING, FACT_ORDER, REQUIRED, .read_by = "listed by",
                        .doc = "The legal order whose authority lists", .if_absent = "an error", .example = "\"US\""},
    [KEY_LISTING_PROGRAMME] = {"programme", FACTS_OF_LISTING, FACT_TEXT, .read_by = "listed by",
                               .doc = "Programme of the list; the name of a tag counts as that tag",
                               .if_absent = "unknown", .example = "\"DPRK3\""},
    [KEY_LISTING_TAG] = {"tag", FACTS_OF_LISTING, FACT_TAGS, ITEM_TAG, .read_by = "listed by",
                         .doc = "The mark that the law of that order asks for", .if_absent = "unknown",
                         .example = "\"US.DPRK3\""},
    [KEY_LISTING_TAGS] = {"tags", FACTS_OF_LISTING, FACT_TAGS, ITEM_TAG, .read_by = "listed by",
                          .doc = "The same, for several marks", .if_absent = "unknown", .example = "[\"US.DPRK3\"]"},
    [KEY_LISTING_FROM] = {"from", FACTS_OF_LISTING, FACT_DATE, .read_by = "listed", .doc = "First day on the list",
                          .if_absent = "every day before `until`", .example = "\"2017-09-26\""},
    [KEY_LISTING_UNTIL] = {"until", FACTS_OF_LISTING, FACT_DATE, .read_by = "listed",
                           .doc = "The day of delisting: listed on every day before", .if_absent = "still listed",
                           .example = "\"2020-01-01\""},
    [KEY_OWNER_PARTY] = {"party", FACTS_OF_OWNER, FACT_TEXT, REQUIRED, .read_by = "", .doc = "Name of the owner",
                         .if_absent = "an error", .example = "\"Example Holding\""},
    [KEY_OWNER_SHARE] = {"share", FACTS_OF_OWNER, FACT_SHARE, .read_by = "", .doc = "Share in per cent",
                         .if_absent = "unknown", .example = "\"50\""},

    /* ---- papers and circumstances ---- */
    [KEY_NOTICE_BY] = {"by", FACTS_OF_NOTICE, FACT_WHO, REQUIRED, .read_by = "notice by",
                       .doc = "Who gave it: a country or an authority", .if_absent = "an error", .example = "\"RU\""},
    [KEY_NOTICE_TO] = {"to", FACTS_OF_NOTICE, FACT_AUTHORITY, REQUIRED, .read_by = "notice to",
                       .doc = "The authority that received it", .if_absent = "an error", .example = "\"UN.c1718\""},
    [KEY_NOTICE_ABOUT] = {"about", FACTS_OF_NOTICE, FACT_ABOUT, .read_by = "notice",
                          .doc = "What of: an item of law, or a provision",
                          .if_absent = "it counts for this deal, whatever the law asks it for",
                          .example = "\"UN.coal\""},
    [KEY_NOTICE_ON] = {"on", FACTS_OF_NOTICE, FACT_DATE, .read_by = "notice", .doc = "Day on which it was given",
                       .if_absent = "unknown whether it came in time", .example = "\"2024-04-01\""},
    [KEY_NOTICE_OBJECTED] = {"objected", FACTS_OF_NOTICE, FACT_TRUTH, .read_by = "silence",
                             .doc = "Whether the receiver objected", .if_absent = "unknown", .example = "false"},
    [KEY_APPROVAL_BY] = {"by", FACTS_OF_APPROVAL, FACT_WHO, REQUIRED, .read_by = "approved by",
                         .doc = "Who approved: an authority or a country", .if_absent = "an error",
                         .example = "\"US.bis\""},
    [KEY_APPROVAL_ABOUT] = {"about", FACTS_OF_APPROVAL, FACT_ABOUT, REQUIRED, .read_by = "approved by, licensable",
                            .doc = "What it allows: a measure, group, instrument, offer or licence, or a provision",
                            .if_absent = "an error", .example = "\"US.ear-dprk\""},
    [KEY_APPROVAL_NO] = {"no", FACTS_OF_APPROVAL, FACT_NUMBER, .read_by = "", .doc = "Its number, printed",
                         .if_absent = "not printed", .example = "\"D1234567\""},
    [KEY_APPROVAL_HOLDER] = {"holder", FACTS_OF_APPROVAL, FACT_TEXT, .read_by = "approved by",
                             .doc = "Name of the party that holds it", .if_absent = "whoever acts",
                             .example = "\"Example Relief\""},
    [KEY_APPROVAL_FROM] = {"from", FACTS_OF_APPROVAL, FACT_DATE, .read_by = "approved by", .doc = "First day",
                           .if_absent = "always", .example = "\"2025-01-10\""},
    [KEY_APPROVAL_UNTIL] = {"until", FACTS_OF_APPROVAL, FACT_DATE, .read_by = "approved by",
                            .doc = "Last day, included", .if_absent = "for ever", .example = "\"2026-01-10\""},
    [KEY_FINDING_FINDING] = {"finding", FACTS_OF_FINDING, FACT_WORD, ITEM_FINDING, REQUIRED, .read_by = "found",
                             .doc = "What was determined", .if_absent = "an error", .example = "\"luxury-good\""},
    [KEY_FINDING_BY] = {"by", FACTS_OF_FINDING, FACT_WHO, .read_by = "",
                        .doc = "Who determined it: a country or an authority", .if_absent = "whoever the law names",
                        .example = "\"CN\""},
    [KEY_FINDING_ON] = {"on", FACTS_OF_FINDING, FACT_DATE, .read_by = "", .doc = "Day of the determination",
                        .if_absent = "not printed", .example = "\"2026-05-01\""},
    [KEY_EVENT_WHAT] = {"what", FACTS_OF_EVENT, FACT_WORD, ITEM_EVENT, REQUIRED, .read_by = "event",
                        .doc = "What happened", .if_absent = "an error", .example = "\"port-call\""},
    [KEY_EVENT_PLACE] = {"place", FACTS_OF_EVENT, FACT_SPOT, REQUIRED, .read_by = "event",
                         .doc = "Country where, or off which; a port stands for its country", .if_absent = "an error",
                         .example = "\"KP\""},
    [KEY_EVENT_ON] = {"on", FACTS_OF_EVENT, FACT_DATE, .read_by = "event within", .doc = "Day of the event",
                      .if_absent = "unknown", .example = "\"2025-12-01\""},
    [KEY_EVENT_PARTY] = {"party", FACTS_OF_EVENT, FACT_WHOM, .read_by = "event",
                         .doc = "Whose event: name, role, or index in `parties`", .if_absent = "of the deal as a whole",
                         .example = "\"vessel\""},
};

const char *fact_level_phrase(enum fact_level level)
{
    static const char *const phrases[FACT_LEVELS] = {"a deal",   "a goods line", "a party",   "a listing", "an owner",
                                                     "a notice", "an approval",  "a finding", "an event"};
    return phrases[level];
}

static const struct {
    const char *phrase;
    unsigned shape;
} types[FACT_TYPES] = {
    [FACT_TEXT] = {"a string", SHAPE_STRING},
    [FACT_NUMBER] = {"a string", SHAPE_STRING | SHAPE_INTEGER},
    [FACT_DATE] = {"a day, \"YYYY-MM-DD\"", SHAPE_STRING},
    [FACT_DECIMAL] = {"a decimal: a string such as \"65000.50\", or an integer", SHAPE_STRING | SHAPE_INTEGER},
    [FACT_SHARE] = {"a share in per cent: a string such as \"33.5\", or an integer", SHAPE_STRING | SHAPE_INTEGER},
    [FACT_YEAR] = {"an edition of the Harmonized System, such as 2022", SHAPE_STRING | SHAPE_INTEGER},
    [FACT_TRUTH] = {"true or false", SHAPE_TRUTH},
    [FACT_CLEAR] = {"true, or left out", SHAPE_TRUTH},
    [FACT_HS] = {"a string of 2 to 10 digits", SHAPE_STRING},
    [FACT_COUNTRY] = {"a country, such as \"KP\"", SHAPE_STRING},
    [FACT_COUNTRIES] = {"a list of countries, such as [\"KP\"]", SHAPE_STRING | SHAPE_LIST},
    [FACT_CURRENCY] = {"a currency, such as \"USD\"", SHAPE_STRING},
    [FACT_WAYPOINTS] = {"a list of countries and ports, such as [\"RU\", \"port:KPRAS\"]", SHAPE_STRING | SHAPE_LIST},
    [FACT_SPOT] = {"a country, or a port such as \"port:KPRAS\"", SHAPE_STRING},
    [FACT_ORDER] = {"a legal order, such as \"UN\"", SHAPE_STRING},
    [FACT_ORDERS] = {"a list of legal orders, such as [\"UN\"]", SHAPE_STRING | SHAPE_LIST},
    [FACT_AUTHORITY] = {"the name of an authority", SHAPE_STRING},
    [FACT_WHO] = {"a country or the name of an authority", SHAPE_STRING},
    [FACT_ACTS_FOR] = {"a list of countries and \"listed:ORDER\"", SHAPE_STRING | SHAPE_LIST},
    [FACT_WORD] = {"a word", SHAPE_STRING},
    [FACT_WORDS] = {"a list of words", SHAPE_STRING | SHAPE_LIST},
    [FACT_TAGS] = {"a tag, or a list of tags", SHAPE_STRING | SHAPE_LIST},
    [FACT_ABOUT] = {"the name of an item of law, or a provision such as \"UN.2397 para 25\"", SHAPE_STRING},
    [FACT_OBJECTS] = {"a list of objects", SHAPE_LIST | SHAPE_OBJECT},
    [FACT_NAMES_OR_OBJECTS] = {"a list of names or objects", SHAPE_LIST | SHAPE_OBJECT | SHAPE_STRING},
    [FACT_TRUTHS] = {"an object, such as {\"name\": true}", SHAPE_OBJECT},
    [FACT_USED] = {"an object of objects, such as {\"cap\": {\"t\": \"1000\"}}", SHAPE_OBJECT},
    [FACT_IDS] = {"an object, such as {\"imo\": \"9135678\"}", SHAPE_OBJECT},
    [FACT_OWNED] = {"true, false, or an object such as {\"UN\": false}", SHAPE_TRUTH | SHAPE_OBJECT},
    [FACT_WHOM] = {"a party: its name, its role, or its index", SHAPE_STRING | SHAPE_INTEGER},
};

const char *fact_type_phrase(enum fact_type type)
{
    return types[type].phrase;
}

unsigned fact_shape(enum fact_type type)
{
    return types[type].shape;
}

/* ---- keys ---- */

#define COMPLETE STR("_complete")

const struct fact_key *fact_find(enum fact_level level, struct str key, bool *ret_complete)
{
    struct str bare = key;
    *ret_complete = false;
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < KEY_COUNT; i++) {
            const struct fact_key *k = &fact_table[i];
            if (k->level == level && str_is(bare, k->key) && (pass == 0 || k->open)) {
                *ret_complete = pass == 1;
                return k;
            }
        }
        if (!str_ends(key, COMPLETE)) {
            return NULL;
        }
        bare.n = key.n - COMPLETE.n;
    }
    return NULL;
}

static size_t distance_allowed(struct str word)
{
    return word.n <= 4 ? 1 : word.n / 3 < 3 ? word.n / 3 : 3;
}

struct str fact_key_help(struct arena *a, enum fact_level level, struct str key)
{
    if (level == FACTS_OF_DEAL && str_is(key, "approvals_complete")) {
        return STR("an approval that is not shown counts as not given: leave this out");
    }
    struct str best = {0};
    size_t least = distance_allowed(key) + 1;
    for (size_t i = 0; i < KEY_COUNT; i++) {
        const struct fact_key *k = &fact_table[i];
        struct str candidates[2] = {str_c(k->key), k->open ? str_fmt(a, "%s_complete", k->key) : STR("")};
        for (size_t c = 0; k->level == level && c < 2 && candidates[c].n > 0; c++) {
            size_t d = str_distance(key, candidates[c], least);
            if (d < least) {
                least = d;
                best = candidates[c];
            }
        }
    }
    if (best.n > 0) {
        return str_fmt(a, "did you mean `%.*s`?", STR_ARG(best));
    }
    for (size_t i = 0; i < KEY_COUNT; i++) {
        if (str_is(key, fact_table[i].key)) {
            return str_fmt(a, "`%.*s` is a key of %s", STR_ARG(key), fact_level_phrase(fact_table[i].level));
        }
    }
    struct buf b;
    buf_init(&b, a);
    buf_addf(&b, "keys of %s: ", fact_level_phrase(level));
    const char *between = "";
    for (size_t i = 0; i < KEY_COUNT; i++) {
        if (fact_table[i].level == level) {
            buf_addf(&b, "%s%s", between, fact_table[i].key);
            between = ", ";
        }
    }
    return buf_str(&b);
}

/* ---- codes and words ---- */

bool fact_is_country(struct str code)
{
    size_t low = 0;
    size_t high = iso_country_count;
    while (low < high) {
        size_t mid = (low + high) / 2;
        int c = str_cmp(code, str_c(iso_countries[mid].code));
        if (c == 0) {
            return true;
        }
        low = c > 0 ? mid + 1 : low;
        high = c < 0 ? mid : high;
    }
    return str_is(code, "EU"); /* exceptional reservation: the language takes it, too */
}

bool fact_is_currency(struct str code)
{
    size_t low = 0;
    size_t high = iso_currency_count;
    while (low < high) {
        size_t mid = (low + high) / 2;
        int c = str_cmp(code, str_c(iso_currencies[mid].code));
        if (c == 0) {
            return true;
        }
        low = c > 0 ? mid + 1 : low;
        high = c < 0 ? mid : high;
    }
    return false;
}

static bool same_letters(struct str a, struct str b)
{
    bool same = a.n == b.n;
    for (size_t i = 0; same && i < a.n; i++) {
        char x = a.p[i] >= 'A' && a.p[i] <= 'Z' ? (char)(a.p[i] - 'A' + 'a') : a.p[i];
        char y = b.p[i] >= 'A' && b.p[i] <= 'Z' ? (char)(b.p[i] - 'A' + 'a') : b.p[i];
        same = x == y;
    }
    return same;
}

struct str fact_country_named(struct str name)
{
    for (size_t i = 0; i < iso_country_count; i++) {
        struct str code = str_c(iso_countries[i].code);
        if (same_letters(name, code) || same_letters(name, str_c(iso_countries[i].name))) {
            return code;
        }
    }
    return STR("");
}

size_t fact_word_count(const struct regime *g, enum item_kind kind)
{
    switch ((int)kind) {
    case ITEM_CONDUCT: return g->conducts.n;
    case ITEM_ROLE: return g->roles.n;
    case ITEM_ACTIVITY: return g->activities.n;
    case ITEM_PURPOSE: return g->purposes.n;
    case ITEM_PARTY_KIND: return g->kinds.n;
    case ITEM_PLACE: return g->places.n;
    case ITEM_PORT: return g->ports.n;
    case ITEM_UNIT: return g->units.n;
    case ITEM_JUDGEMENT: return g->judgements.n;
    case ITEM_FINDING: return g->findings.n;
    case ITEM_EVENT: return g->events.n;
    case ITEM_TAG: return g->tags.n;
    case ITEM_CAP: return g->caps.n;
    case ITEM_JURISDICTION: return g->jurisdictions.n;
    case ITEM_AUTHORITY: return g->authorities.n;
    case ITEM_INSTRUMENT: return g->instruments.n;
    case ITEM_MEASURE: return g->measures.n;
    case ITEM_GROUP: return g->groups.n;
    default: return 0;
    }
}

int fact_word_value(const struct regime *g, enum item_kind kind, int index)
{
    return kind == ITEM_ROLE || kind == ITEM_ACTIVITY ? index : regime_value(g, regime_item(g, kind, index)->name);
}

int fact_word(const struct regime *g, enum item_kind kind, struct str word)
{
    int index = regime_find(g, kind, word);
    char room[128];
    if (index >= 0 || word.n > sizeof room) {
        return index;
    }
    for (size_t i = 0; i < word.n; i++) {
        room[i] = word.p[i] == '_' ? '-' : word.p[i];
    }
    return regime_find(g, kind, str_of(room, word.n));
}

struct str fact_word_list(struct arena *a, const struct regime *g, enum item_kind kind, size_t most)
{
    struct buf b;
    buf_init(&b, a);
    size_t n = fact_word_count(g, kind);
    size_t shown = n > most + 1 ? most : n;
    for (size_t i = 0; i < shown; i++) {
        buf_adds(&b, i == 0 ? "" : ", ");
        buf_add(&b, regime_item(g, kind, (int)i)->name);
    }
    if (shown < n) {
        buf_addf(&b, " and %zu more", n - shown);
    }
    return n == 0 ? STR("none") : buf_str(&b);
}

static struct str nearest(const struct regime *g, enum item_kind kind, struct str word, size_t *least)
{
    struct str best = {0};
    size_t n = fact_word_count(g, kind);
    for (size_t i = 0; i < n; i++) {
        struct str name = regime_item(g, kind, (int)i)->name;
        size_t d = str_distance(word, name, *least);
        if (d < *least) {
            *least = d;
            best = name;
        }
        const char *dot = memchr(name.p, '.', name.n); /* `coal` for `UN.coal` */
        if (dot != NULL && *least > 1 && str_eq(word, str_of(dot + 1, name.n - (size_t)(dot + 1 - name.p)))) {
            *least = 1;
            best = name;
        }
    }
    return best;
}

struct str fact_word_help(struct arena *a, const struct regime *g, enum item_kind kind, struct str word)
{
    char *with_dashes = arena_copy(a, word.p, word.n);
    for (size_t i = 0; i < word.n; i++) {
        with_dashes[i] = word.p[i] == '_' ? '-' : word.p[i];
    }
    size_t least = distance_allowed(word) + 1;
    struct str best = nearest(g, kind, str_of(with_dashes, word.n), &least);
    if (best.n > 0) {
        return str_fmt(a, "did you mean `%.*s`?", STR_ARG(best));
    }
    struct str list = fact_word_list(a, g, kind, 24);
    return str_fmt(a, "words there are: %.*s", STR_ARG(list));
}

/* ---- items of law ---- */

static bool local_name(const struct regime *g, struct str name)
{
    size_t cut = name.n;
    while (cut > 0 && name.p[cut - 1] != '.') {
        cut--;
    }
    if (cut < 2) {
        return false;
    }
    int measure = regime_find(g, ITEM_MEASURE, str_of(name.p, cut - 1));
    struct str local = str_of(name.p + cut, name.n - cut);
    for (size_t i = 0; measure >= 0 && i < g->exemptions.n; i++) {
        const struct exemption *e = &g->exemptions.items[i];
        if (e->local && e->measure == measure && (str_eq(e->item.name, local) || str_eq(e->item.name, name))) {
            return true;
        }
    }
    for (size_t i = 0; measure >= 0 && i < g->offers.n; i++) {
        const struct offer *o = &g->offers.items[i];
        if (o->measure == measure && (str_eq(o->item.name, local) || str_eq(o->item.name, name))) {
            return true;
        }
    }
    return false;
}

bool fact_about(struct arena *a, const struct regime *g, struct str about, struct str *ret_help)
{
    size_t n = 0;
    while (n < about.n && about.p[n] != ' ') {
        n++;
    }
    struct str name = str_of(about.p, n);
    struct name_ref ref;
    if (regime_find_any(g, name, &ref)) {
        if (ref.kind < ITEM_INSTRUMENT || ref.kind > ITEM_CAP) {
            *ret_help = str_fmt(a, "`%.*s` is %s; name a measure, group, instrument, offer, licence or provision",
                                STR_ARG(name), item_phrase(ref.kind));
            return false;
        }
        struct str room[PIN_PARTS];
        struct pin place;
        if (n == about.n ||
            (ref.kind == ITEM_INSTRUMENT && pin_read(str_of(about.p + n + 1, about.n - n - 1), room, &place))) {
            return true;
        }
        *ret_help = ref.kind == ITEM_INSTRUMENT
                        ? STR("name a place with its number, one blank between the words, as in \"UN.2397 para 25\"")
                        : str_fmt(a, "`%.*s` is %s, which has no paragraphs: leave out what follows it", STR_ARG(name),
                                  item_phrase(ref.kind));
        return false;
    }
    if (n == about.n && local_name(g, about)) {
        return true;
    }
    static const enum item_kind kinds[] = {ITEM_MEASURE, ITEM_GROUP, ITEM_INSTRUMENT};
    struct str best = {0};
    size_t least = distance_allowed(name) + 1;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct str found = nearest(g, kinds[i], name, &least);
        best = found.n > 0 ? found : best;
    }
    *ret_help =
        best.n > 0
            ? str_fmt(a, "did you mean `%.*s`?", STR_ARG(best))
            : STR("name a measure, group, instrument, offer or licence, or a provision such as \"UN.2397 para 25\"");
    return false;
}

/* ---- values ---- */

static bool country_value(struct arena *a, const struct regime *g, struct str s, int *ret, struct str *ret_problem,
                          struct str *ret_help)
{
    if (fact_is_country(s)) {
        *ret = regime_value(g, s);
        return true;
    }
    struct str named = fact_country_named(s);
    *ret_problem = STR("a country");
    *ret_help = named.n > 0 ? str_fmt(a, "write \"%.*s\"", STR_ARG(named))
                            : STR("countries are ISO 3166 alpha-2 in capitals, such as \"KP\"");
    return false;
}

static bool order_value(struct arena *a, const struct regime *g, struct str s, int *ret, struct str *ret_problem,
                        struct str *ret_help)
{
    if (regime_find(g, ITEM_JURISDICTION, s) >= 0 || fact_is_country(s) || str_is(s, "UN")) {
        *ret = regime_value(g, s);
        return true;
    }
    *ret_problem = STR("a legal order");
    *ret_help = memchr(s.p, '.', s.n) != NULL
                    ? STR("name the order itself, not one of its authorities: what stands before the dot")
                    : str_fmt(a, "orders of this regime: %.*s; any country is one, too",
                              STR_ARG(fact_word_list(a, g, ITEM_JURISDICTION, 24)));
    return false;
}

/* Two capitals of a country, three capitals or digits. */
static bool port_shaped(struct str s)
{
    bool ok = s.n == 5 && fact_is_country(str_of(s.p, 2));
    for (size_t i = 2; ok && i < 5; i++) {
        ok = (s.p[i] >= 'A' && s.p[i] <= 'Z') || (s.p[i] >= '0' && s.p[i] <= '9');
    }
    return ok;
}

/* `spot`: a port stands for its country. */
static bool waypoint_value(struct arena *a, const struct regime *g, struct str s, bool spot, int *ret,
                           struct str *ret_problem, struct str *ret_help)
{
    bool prefixed = str_starts(s, STR("port:"));
    struct str port = prefixed ? str_of(s.p + 5, s.n - 5) : s;
    if (prefixed && port_shaped(port)) {
        *ret = spot ? VALUE_OTHER : regime_value(g, s);
        if (*ret == VALUE_OTHER) { /* a port that no law declares counts as its country */
            *ret = regime_value(g, str_of(port.p, 2));
        }
        return true;
    }
    if (prefixed) {
        *ret_problem = STR("a port");
        *ret_help = STR("`port:` and five characters of UN/LOCODE, such as \"port:KPRAS\"");
        return false;
    }
    if (port_shaped(port)) {
        *ret_problem = STR("a country");
        *ret_help = str_fmt(a, "write \"port:%.*s\"", STR_ARG(port));
        return false;
    }
    return country_value(a, g, s, ret, ret_problem, ret_help);
}

static bool word_value(struct arena *a, const struct regime *g, enum item_kind kind, struct str s, int *ret,
                       struct str *ret_problem, struct str *ret_help)
{
    int index = fact_word(g, kind, s);
    if (index >= 0) {
        *ret = fact_word_value(g, kind, index);
        return true;
    }
    *ret_problem = str_fmt(a, "%s of this regime", item_phrase(kind));
    *ret_help = fact_word_help(a, g, kind, s);
    return false;
}

bool fact_value(struct arena *a, const struct regime *g, const struct fact_key *k, struct str s, int *ret,
                struct str *ret_problem, struct str *ret_help)
{
    switch ((int)k->type) {
    case FACT_COUNTRY:
    case FACT_COUNTRIES:
    case FACT_ACTS_FOR: return country_value(a, g, s, ret, ret_problem, ret_help);
    case FACT_WAYPOINTS: return waypoint_value(a, g, s, false, ret, ret_problem, ret_help);
    case FACT_SPOT: return waypoint_value(a, g, s, true, ret, ret_problem, ret_help);
    case FACT_ORDER:
    case FACT_ORDERS: return order_value(a, g, s, ret, ret_problem, ret_help);
    case FACT_AUTHORITY: return word_value(a, g, ITEM_AUTHORITY, s, ret, ret_problem, ret_help);
    case FACT_WHO:
        if (memchr(s.p, '.', s.n) == NULL) {
            return country_value(a, g, s, ret, ret_problem, ret_help);
        }
        return word_value(a, g, ITEM_AUTHORITY, s, ret, ret_problem, ret_help);
    case FACT_CURRENCY:
        *ret = regime_value(g, s);
        *ret_problem = STR("a currency");
        *ret_help = STR("currencies are ISO 4217 in capitals, such as \"USD\"");
        return fact_is_currency(s);
    default: return word_value(a, g, k->kind, s, ret, ret_problem, ret_help);
    }
}

void fact_json_string(struct buf *out, struct str s)
{
    buf_addc(out, '"');
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c == '"' || c == '\\') {
            buf_addc(out, '\\');
            buf_addc(out, (char)c);
        } else if (c < 0x20) {
            buf_addf(out, "\\u%04x", (unsigned)c);
        } else {
            buf_addc(out, (char)c);
        }
    }
    buf_addc(out, '"');
}
