/** How the demo talks: a heading for each step, lines below it. */
import { Console } from "effect"

export const heading = (number: number, title: string) => Console.log(`${number}. ${title}`)

export const line = (text: string) => Console.log(`   ${text}`)
