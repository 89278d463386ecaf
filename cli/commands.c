/* The table of commands: names, help. */
#include "cli.h"

const struct command commands[] = {
    {"decide", cmd_decide, "Is this deal lawful, for whom, by which provision?", "FILE | - | WORDS ...",
     "  detente decide deals.jsonl\n"
     "  detente decide deals.jsonl --json > answers.jsonl\n"
     "  detente decide deals.csv\n"
     "  detente decide import hs:270112 from KP to CN on 2026-06-01\n"
     "  detente decide deals.jsonl --road roads/jin-2025.road --json\n\n"
     "FILE holds one deal a line (JSON Lines; docs/deal.md). `-` reads standard input.\n"
     "A FILE in .csv (or `- --input csv`) holds one deal a row: columns such as on,\n"
     "activity, buyer.country, goods.hs. An empty cell is an unknown fact; [] is none.\n"
     "Exit: 0 every deal open; 1 something prohibited or licensable; 4 something\n"
     "undetermined; 3 a line could not be used; 2 usage;\n"
     "70 a bug.\n"},
    {"explain", cmd_explain, "One deal with its whole proof, for the officer who files it", "FILE ID | WORDS ...",
     "  detente explain examples/situations.jsonl coal-carrier\n"
     "  detente explain import hs:270112 from KP to CN on 2026-06-01\n"
     "  detente explain deals.jsonl rice --why-not UN.coal\n"},
    {"plan", cmd_plan, "What each stage of a roadmap really opens",
     "diff ROAD DEALS | check ROAD [DEALS] | unlock ROAD|REGIME DEAL",
     "  detente plan diff roads/jin-2025.road examples/inter-korean.jsonl\n"
     "  detente plan diff roads/jin-2025.road deals.jsonl --as-of 2026-07-01\n"
     "\nIs the road lawful, can it be walked, and taken back:\n"
     "  detente plan check roads/jin-2025.road examples/inter-korean.jsonl\n"
     "\nWho must sign before a deal is open, and in which combinations:\n"
     "  detente plan unlock roads/jin-2025.road deals.jsonl kaesong-garments-out\n"
     "  detente plan unlock dprk import hs:270112 from KP to CN on 2026-06-01\n"
     "  detente plan unlock dprk deals.jsonl ID --cost my.costs\n"
     "    my.costs: costs { act 10;  veto 5;  finding 1;  by UN.sc 50 }\n"},
    {"check", cmd_check, "Read the law text, report what is wrong in it", "[--summary]",
     "  detente check\n"
     "  detente check --regime regimes/dprk\n"
     "  detente check --summary\n"
     "  detente check --reviewed-since 2026-06-01\n"},
    {"test", cmd_test, "Run law tests", "PATH ...",
     "  detente test regimes examples\n"
     "  detente test --regime regimes/dprk regimes/dprk/un/coal.test\n"},
    {"new", cmd_new, "A skeleton deal with a comment per key", "deal ACTIVITY",
     "  detente new deal import > my-deal.json\n"
     "  detente new deal --schema > deal.schema.json\n"},
    {"help", cmd_help, "This help, or the help of a command", "[COMMAND]", "  detente help decide\n"},
    {"version", cmd_version, "The version", "", "  detente version\n"},
};
const size_t command_count = sizeof commands / sizeof *commands;
