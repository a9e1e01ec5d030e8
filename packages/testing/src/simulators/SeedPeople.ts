/** Whom simulators are seeded with, the same in every run: names, addresses at example.com, phone numbers of the range kept for examples. */

export interface Person {
  readonly name: string
  readonly email: string
  /** E.164 without the plus sign, of +1 <area> 555 0100 to 0199; the first hundred people share the area 202. */
  readonly phoneDigits: string
}

export const personAt = (index: number): Person => {
  const name = `${pick(firstNames, index)} ${pick(lastNames, Math.floor(index / 10))}`
  const area = 202 + (Math.floor(index / 100) % 700)
  return {
    name,
    email: `${name.toLowerCase().replace(" ", ".")}.${index + 1}@example.com`,
    phoneDigits: `1${area}555${String(100 + (index % 100)).padStart(4, "0")}`
  }
}

/** The items in turn, over and over. */
export const pick = <Item>(items: ReadonlyArray<Item>, index: number): Item => {
  const item = items[index % items.length]
  if (item === undefined) throw new Error("there is nothing to pick from")
  return item
}

const firstNames = ["Alice", "Bruno", "Chen", "Dalia", "Emeka", "Farah", "Goran", "Hana", "Ivan", "Julia"]
const lastNames = ["Abbott", "Barros", "Costa", "Duarte", "Eriksen", "Fujita", "Gruber", "Haddad", "Ito", "Jansen"]
