# A deal (JSON Lines) as CSV: header and row, or nothing where it does not fit in a row.
def cells($at):
    to_entries[] | .key as $key | .value as $value | ($at + $key) as $name
    | if ($value | type) == "array" then
        if $value == [] then [$name, "[]"]
        elif ($value | length) == 1 and ($value[0] | type) == "string" then [$name, $value[0]]
        else error("several") end
      elif ($value | type) == "object" then $value | cells($name + ".")
      else [$name, ($value | tostring)] end;
def row:
    [ (del(.goods, .parties) | cells("")),
      (if .goods == null or (.goods | length) == 1 then .goods[0] // {} | cells("goods.") else error("several") end),
      ([.parties[].role] | if unique != sort then error("roles") else empty end),
      (.parties[] | .role as $role | del(.role) | cells($role + ".")),
      ["parties_complete", "TRUE"] ];
try (row | ([.[][0]] | @csv), ([.[][1]] | @csv)) catch empty
