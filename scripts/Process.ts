/** Running other programs from a script: output gathered instead of interleaved, so that what fails is shown whole and alone. */
import { spawn } from "node:child_process"

/** How a program ended, and everything that it wrote, in order. */
export interface Ended {
  readonly succeeded: boolean
  readonly output: string
}

/** Runs a program to its end. It fails only where the program could not be started. */
export const run = (program: string, args: ReadonlyArray<string>, cwd: string): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const chunks: Array<Buffer> = []
    const child = spawn(program, args, { cwd, stdio: ["ignore", "pipe", "pipe"] })
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk))
    child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk))
    child.on("error", reject)
    child.on("close", (code) => resolve({ succeeded: code === 0, output: Buffer.concat(chunks).toString().trim() }))
  })

/** Runs a JavaScript program with the Node that runs this one. */
export const runNode = (args: ReadonlyArray<string>, cwd: string): Promise<Ended> => run(process.execPath, args, cwd)

/** The output of a program that must succeed. */
export const outputOf = async (ended: Promise<Ended>, what: string): Promise<string> => {
  const { output, succeeded } = await ended
  if (!succeeded) throw new Error(`${what} failed\n${output}`)
  return output
}
