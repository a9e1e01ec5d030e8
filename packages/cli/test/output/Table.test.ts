import { assert, it } from "@effect/vitest"
import { Effect, Stream } from "effect"
import { type Column, fieldLines, tableLines } from "../../src/output/Table.ts"

interface Row {
  readonly id: string
  readonly name?: string
}

const columns: ReadonlyArray<Column<Row>> = [
  { title: "ID", of: ({ id }) => id },
  { title: "NAME", of: ({ name }) => name, max: 8 },
  { title: "END", of: () => "." }
]
const plain = { head: (text: string) => text }

it.effect("aligns by the first page, cuts long texts, and marks what is absent", () =>
  Effect.gen(function* () {
    const pages = Stream.fromIterable([{ id: "1", name: "Alice" }, { id: "2" }]).pipe(
      Stream.concat(Stream.make({ id: "10000", name: "a very long name" }))
    )
    assert.deepStrictEqual(yield* Stream.runCollect(tableLines(pages, columns, plain)), [
      "ID  NAME   END",
      "1   Alice  .",
      "2   -      .",
      "10000  a very…  ."
    ])
  })
)

it.effect("writes the first page before the second is asked for", () =>
  Effect.gen(function* () {
    const pages = Stream.make<[Row]>({ id: "1" }).pipe(Stream.concat(Stream.never))
    const lines = yield* tableLines(pages, columns, plain).pipe(Stream.take(2), Stream.runCollect)
    assert.lengthOf(lines, 2)
  })
)

it.effect("is nothing without rows", () =>
  Effect.gen(function* () {
    assert.deepStrictEqual(yield* Stream.runCollect(tableLines(Stream.empty, columns, plain)), [])
  })
)

it("fields stand under each other, absent ones left out", () => {
  assert.deepStrictEqual(
    fieldLines(
      [
        ["id", "1"],
        ["name", undefined],
        ["external id", "x\ny"]
      ],
      plain
    ),
    ["id           1", "external id  x y"]
  )
})
