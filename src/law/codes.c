#include "law/codes.h"

#include <string.h>

#define ROW(code, name, text) {code, name, name "\n\n" text},
/* A paragraph is easier to read as it is printed. */
/* clang-format off */
const struct code_row code_table[] = {
/* ---- E01: characters, texts, braces ---- */
ROW("E0100", "not UTF-8 text",
"The file is not UTF-8, or holds a NUL byte. Nothing of it is read, and nothing\n"
"else is checked, since the names it declares are missing. Save it as UTF-8.\n")
ROW("E0101", "unrecognized character",
"The language uses letters, digits, - _ . : in words, and { } , ; % \" #. Any\n"
"other character belongs between quotes.\n")
ROW("E0102", "a } that closes nothing",
"There are more closing braces than opening ones. Either this one is too many,\n"
"or a block above was closed too early, or its { is missing; the note names the\n"
"declaration. What stands between is not read.\n")
ROW("E0103", "text without its closing quote",
"A text in quotes ends on the line on which it begins. Join a long text on one\n"
"line, or make it shorter; a quotation mark inside is written \\\".\n")
ROW("E0104", "unrecognized escape",
"In a text only \\\" and \\\\ are escapes. A backslash is written \\\\.\n")
ROW("E0105", "blocks nest too deep",
"Blocks may stand in blocks up to 24 deep. Nobody can read deeper law: give the\n"
"inner part a name with `scope` or `class`, and write the name.\n")
ROW("E0106", "a block that is never closed",
"A { has no }. The place is the block that, by the indentation of the lines\n"
"after it, was meant to end; the help says before which line. Nothing else in\n"
"the same declaration is reported, for it would stand in the wrong place.\n")
ROW("E0107", "a file that is too long",
"A file may have at most 4 MiB. Split it: the order of files means nothing.\n")
ROW("E0108", "too many words in a file",
"A file may have at most a million words and signs. Split it.\n")
/* ---- E02: words, names, values ---- */
ROW("E0201", "unrecognized declaration",
"At the top of a file stand declarations: `measure`, `instrument`, `goods` and\n"
"so on. The word is none of them. Of several such lines in a row only the first\n"
"is reported.\n")
ROW("E0202", "unrecognized statement or clause",
"The word begins no statement that may stand in this block. docs/language.md\n"
"lists the statements of each declaration, and all clauses.\n")
ROW("E0210", "no such name",
"Every name without quotes is declared somewhere in the regime. If it is law\n"
"that is not encoded here, say so: `external measure JP.payments`. Then what\n"
"depends on it is unknown, and named as open law.\n")
ROW("E0211", "a name of the wrong kind",
"The name is declared, but as something else than what is expected here. The\n"
"note says where.\n")
ROW("E0212", "not a code",
"Countries are capitals by ISO 3166 (KP), currencies by ISO 4217 (USD),\n"
"jurisdictions and ports as they are declared. Case is meaning: words of the\n"
"language and names of goods or persons are lower case.\n")
ROW("E0220", "not a date",
"A date is year-month-day with two digits each for month and day: 2016-03-02.\n"
"It must be a day of the calendar between 1800 and 2999.\n")
ROW("E0221", "not a number",
"A number is digits with at most one point: at most 12 digits before it and 6\n"
"after it, no separators of thousands, no sign.\n")
ROW("E0222", "something else is expected here",
"The statement ends too early, or goes on with something else than its grammar\n"
"asks for. The message says what is expected.\n")
ROW("E0223", "this does not belong to the statement",
"The statement is complete before this place. A comma joins the values of one\n"
"clause; a new line or ; ends a statement.\n")
ROW("E0224", "a comma where a line is meant",
"After the comma stands a word that begins a statement of its own. A comma\n"
"joins the values of one clause (`goods coal, iron`); conditions are joined by\n"
"a new line or ; (`goods coal; not made-in KP`).\n")
ROW("E0225", "`only` before a single value",
"`only` asks that all values of a list are among those named, and that there is\n"
"one. A fact with one value needs no `only`.\n")
ROW("E0226", "clauses nest too deep",
"Clauses may stand in clauses (`not`, `any of`, patterns) up to 32 deep. Give\n"
"the inner part a name with `scope` or `class`, and write the name.\n")
ROW("E0227", "`any of` or `all of` without a clause",
"An empty `any of` is never true and an empty `all of` always: neither is what\n"
"a law text means. Write the clauses between its braces.\n")
ROW("E0230", "declared twice",
"Two declarations have one name. Names with a dot share one space over all\n"
"kinds; names without a dot have one space per kind; an exception's name is its\n"
"own within its measure or form.\n")
ROW("E0231", "a second `regime` block",
"A regime has one `regime NAME { }` block, whatever the number of its files.\n")
ROW("E0232", "a name without its jurisdiction",
"Law belongs to a legal order, and its name says to which: `UN.coal`,\n"
"`US.eo13722`. Only words that deals and law share, classes, scopes and groups\n"
"may do without.\n")
ROW("E0233", "an undeclared jurisdiction",
"What stands before the dot of a name is a declared jurisdiction.\n")
ROW("E0234", "defined by itself",
"A scope, class or group names itself, directly or over others, or names so\n"
"many others that it cannot be unfolded.\n")
ROW("E0235", "an instrument that rests on itself",
"`rests on` says which law gives an instrument its force. Followed from one to\n"
"the next it must come to an end.\n")
ROW("E0236", "no `regime` block",
"One of the files says which regime this is: its name, what it is against,\n"
"which legal orders it covers and since when.\n")
/* ---- E03: what an item of law must have ---- */
ROW("E0301", "two forms on one day",
"Forms follow each other: each ends the one before, so two cannot begin on one\n"
"day. If the later act only edits the earlier, write a variation (`vary`).\n")
ROW("E0302", "no source in law",
"Every item of law says where it stands: `under INSTRUMENT PINPOINT`, or\n"
"`source \"citation\"` where there is no declared instrument. A measure has `form\n"
"DATE under` or `under`.\n")
ROW("E0303", "an instrument without a first day",
"An instrument is in force from a day: `adopted DATE`, or `from DATE` where the\n"
"two differ.\n")
ROW("E0304", "a form whose day is not its provision's",
"The date of a form is the day on which its provision takes effect: the\n"
"instrument's first day, or the day that `provision PINPOINT from DATE` gives.\n")
ROW("E0305", "no such form or exception",
"`except NAME as in form DATE` copies from a form above in the same measure;\n"
"`omit except NAME` takes away an exception of the form in force on the day of\n"
"the variation.\n")
ROW("E0306", "an exception without a clause",
"An exception that asks for nothing would free everything. Say what it covers;\n"
"to end a measure, end it (`final DATE`, or the instrument).\n")
ROW("E0307", "a variation of nothing",
"A variation lies on the form or pillar in force on its day, which stands above\n"
"it in the same measure.\n")
ROW("E0308", "a measure that prohibits nothing",
"A measure says which conduct it prohibits (`prohibits supply, ship`,\n"
"`prohibits any conduct`) or whom it blocks (`blocks party ...`).\n")
ROW("E0309", "too many holds",
"A hold is a measure under one pillar or form. A regime may have 20000.\n")
ROW("E0310", "a goods list without goods",
"A list has HS codes (`hs 2701`), other lists (`includes`), or says that the\n"
"deal's description decides (`described`).\n")
ROW("E0311", "forms and pillars in one measure",
"A measure has either successive forms (each replaces the one before) or\n"
"parallel pillars (each stands by itself). With both nobody could say what a\n"
"form replaces: make two measures.\n")
ROW("E0312", "a measure that binds nobody",
"Say whom it binds: a nexus of its jurisdiction (`binds person`), `binds\n"
"states`, `binds states for persons`, `binds anyone`.\n")
ROW("E0313", "an empty group",
"A group names measures, other groups, or `measures of J`, `measures under I`.\n"
"One that is not encoded here is declared `external group`.\n")
ROW("E0314", "it lies over no measure",
"An exemption or an offer says `over` which measures it lies; a licence without\n"
"`over` lies over those that stand in the instrument it is issued under. Here\n"
"that leaves none.\n")
ROW("E0315", "a consequence that exposes nobody",
"A consequence says whom it exposes: `exposes actor { ... }`.\n")
ROW("E0316", "a power that is not whole",
"A power says whose it is (`of AUTHORITY`), for which acts (`may end,\n"
"suspend`), and over what (`over instruments by US.president`).\n")
ROW("E0317", "a property in the wrong place",
"The property would be read and never used here. A form has its first day in\n"
"its head; what is suspended is an instrument, or a place in it.\n")
ROW("E0318", "too many values",
"The names and codes that law compares (countries, purposes, tags and so on)\n"
"may be 100000 in one regime.\n")
/* ---- E04: roads; what the checker finds ---- */
ROW("E0401", "unrecognized act",
"An act says who does what: `act US.president suspends US.eo13810 s 4`.\n")
ROW("E0402", "an act without power",
"Each act needs a declared power of that authority, for that kind of act, over\n"
"that law. Without one it would have no effect. Look at the `power`\n"
"declarations of the regime.\n")
ROW("E0403", "an amendment that omits nothing",
"`amends X { omit CLAUSES }` says which part of the scope is outside from then\n"
"on.\n")
ROW("E0404", "too many acts",
"A road may have 1024 acts. Split it.\n")
ROW("E0405", "no such stage above",
"`after` names stages that stand above in the file, by number.\n")
ROW("E0406", "too many stages",
"A road may have 63 stages beside today. Split it.\n")
ROW("E0407", "a road over another regime",
"The road says over which regime it runs, and another is loaded (`--regime`).\n")
ROW("E0408", "no `roadmap` block",
"A road begins with `roadmap NAME \"title\" { regime NAME; start DATE }`.\n")
ROW("E0421", "a measure that asks for its own verdict",
"A clause such as `open under G` asks what another measure says to this leg.\n"
"Here the group holds a measure that the clause belongs to, by its scope, an\n"
"exemption, licence or offer over it: the answer would depend on itself. Ask\n"
"for a group without it.\n")
ROW("E0422", "verdicts in a circle",
"A measure asks for the verdict of another, and that one, over others perhaps,\n"
"for the verdict of the first. Verdicts are found from the bottom up, so one of\n"
"the clauses must go.\n")
ROW("E0423", "a wanted paragraph without an item of law",
"The regime says `wanted PLACE \"title\"`, and nothing stands in that place,\n"
"below it or above it, and nothing cites it as its source. Encode it, or\n"
"correct the pinpoint of the item that was meant. `detente check --summary`\n"
"lists all of them.\n")
/* ---- E05: tests ---- */
ROW("E0501", "no such fact",
"The words of facts in a case are those of docs/language.md, section 10.\n")
ROW("E0502", "no such case",
"`case NAME` and `as NAME` name a case of the same file; cases may not begin\n"
"with each other in a circle.\n")
ROW("E0503", "no such deal",
"`deal \"FILE\" \"ID\"` names a deal of a JSON Lines file by its path and id.\n")
ROW("E0504", "neither a measure nor a jurisdiction",
"What a test expects, it expects of a measure (`UN.coal`), a jurisdiction\n"
"(`UN`) or of the `deal`.\n")
ROW("E0505", "no such verdict",
"A verdict is permitted, exempt, licensed, licensable, contested, prohibited or\n"
"undetermined; beside it not-binding and not-encoded.\n")
/* ---- W04: what the checker doubts ---- */
ROW("W0401", "a gap between forms",
"Between two forms of a measure nothing holds, because the earlier ends by its\n"
"own `until`, or its provision does, before the later begins; or the last form\n"
"outlives its provision. The law may be so: then a `note` of the form says it.\n")
ROW("W0402", "a part that never lives",
"Its last day is before its first, or its provision ended before it began, or\n"
"the form that a variation varies has ended by then.\n")
ROW("W0403", "a review without a word",
"`reviewed DATE` says against which text the item was held, `unreviewed` what\n"
"has not been seen: `reviewed 2026-11-24 \"UNSA quoting 2270-31\"`. Without it\n"
"nobody can repeat the review.\n")
ROW("W0404", "an old review",
"The item was last held against its text before the day of --reviewed-since.\n")
ROW("W0405", "a review in the future",
"The day of the review has not come anywhere on earth.\n")
ROW("W0406", "a name that no law uses",
"The list, class, judgement or other word is declared, and no law of the regime\n"
"names it. A spare word misleads those who write deals. One that is declared\n"
"for them on purpose says so in a `note`.\n")
ROW("W0407", "an exemption that can never hold",
"The exemption asks for goods of which none are among those of its measure, so\n"
"no line of goods can meet both. One of the two lists is wrong.\n")
};
/* clang-format on */
const size_t code_count = sizeof code_table / sizeof *code_table;

const struct code_row *code_find(const char *code)
{
    if (strlen(code) != 5) {
        return NULL;
    }
    char upper = (char)(code[0] >= 'a' && code[0] <= 'z' ? code[0] - 32 : code[0]);
    for (size_t i = 0; i < code_count; i++) {
        if (code_table[i].code[0] == upper && strcmp(code_table[i].code + 1, code + 1) == 0) {
            return &code_table[i];
        }
    }
    return NULL;
}
