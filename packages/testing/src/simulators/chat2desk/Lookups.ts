/** Finding the rows that a request names, with the refusals that the vendor gives for those that do not exist. */
import { Effect } from "effect"
import type { RowTable } from "../RowTable.ts"
import { type Params, requiredInteger } from "./Params.ts"
import * as Reply from "./Reply.ts"

/** The row of a path: a 404 that names it, as in `Message #1 not found`. */
export const rowOfPath = <Row>(table: RowTable<Row>, id: number, kind: string): Effect.Effect<Row, Reply.Refusal> =>
  Reply.orRefuse(table.get(id), Reply.notFound(`${kind} #${id}`))

/** The row of a parameter that has to be there: a 400 on that parameter, as in `Operator 100 not found.` */
export const rowOfParam = <Row>(
  table: RowTable<Row>,
  params: Params,
  name: string,
  kind: string
): Effect.Effect<Row, Reply.Refusal> =>
  Effect.flatMap(requiredInteger(params, name), (id) =>
    Reply.orRefuse(table.get(id), Reply.invalid(name, `${kind} ${id} not found.`, "not_found"))
  )
