/** Conditions of a filter, each but the last with the `query_operator` that joins it to the next, as in the SQL that they become. */
import type { JsonObject } from "./JsonObjects.ts"

/** `AND` binds tighter than `OR`. */
export const holdTogether = (
  conditions: ReadonlyArray<JsonObject>,
  holds: (condition: JsonObject) => boolean
): boolean => {
  let all = true
  let some = false
  for (const condition of conditions) {
    all = all && holds(condition)
    if (String(condition.query_operator ?? "").toUpperCase() === "OR") {
      some = some || all
      all = true
    }
  }
  return some || all
}
