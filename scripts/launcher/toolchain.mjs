/**
 * Finds the Node and the pnpm that this workspace runs on, and brings them from the npm registry (packages `node` and `pnpm`,
 * through npx) where the machine has none that fit. What was found is remembered in `node_modules/.dragoman/toolchain.json`, looked
 * at again on each use, and asked for anew when it is gone.
 */
import { execFileSync } from "node:child_process"
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { delimiter, dirname, join } from "node:path"
import { withoutNpm } from "./environment.mjs"

/**
 * @typedef {object} Toolchain
 * @property {string} node The Node that runs everything.
 * @property {string} pnpmFolder The folder that has the `pnpm` command.
 *
 * @typedef {object} Machine
 * @property {string} root The workspace.
 * @property {string} node The Node that runs the launcher.
 * @property {string} version Its version.
 * @property {NodeJS.ProcessEnv} env
 * @property {(line: string) => void} say Tells the person who waits.
 */

const windows = process.platform === "win32"

/**
 * Node 22.19 and 24 run TypeScript as it is; 23 stopped before it did so without a flag in every release.
 * @param {string} version
 */
export const runsOurSources = (version) => {
  const [major = 0, minor = 0] = version.split(".").map(Number)
  return major >= 24 || (major === 22 && minor >= 19)
}

/**
 * @param {Machine} machine
 * @returns {Toolchain}
 */
export const findToolchain = (machine) => {
  const file = join(machine.root, "node_modules", ".dragoman", "toolchain.json")
  const known = remembered(file)
  const node = runsOurSources(machine.version) ? machine.node : working(known.node)
  const pnpmFolder = existing(known.pnpmFolder) ?? pnpmOnPath(machine)
  const toolchain = node && pnpmFolder ? { node, pnpmFolder } : bring(machine, { node, pnpmFolder })
  if (toolchain.node !== known.node || toolchain.pnpmFolder !== known.pnpmFolder) {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, `${JSON.stringify(toolchain)}\n`)
  }
  return toolchain
}

/**
 * @param {string} file
 * @returns {Partial<Toolchain>}
 */
const remembered = (file) => {
  try {
    return JSON.parse(readFileSync(file, "utf8"))
  } catch {
    return {}
  }
}

/** @param {string | undefined} node */
const working = (node) => (node !== undefined && runsOurSources(versionOf(node)) ? node : undefined)

/** @param {string | undefined} folder */
const existing = (folder) => (folder !== undefined && existsSync(join(folder, "pnpm")) ? folder : undefined)

/**
 * The version that a program tells, empty when it cannot be run.
 * @param {string} program
 * @param {import("node:child_process").ExecFileSyncOptions} [options]
 */
const versionOf = (program, options) => {
  try {
    const env = { ...process.env, NODE_OPTIONS: "" }
    return String(execFileSync(program, ["--version"], { stdio: ["ignore", "pipe", "ignore"], env, ...options }))
      .trim()
      .replace(/^v/, "")
  } catch {
    return ""
  }
}

/**
 * The lock file is of pnpm 10. A pnpm of another major, or a corepack shim that would download one, is passed over.
 * @param {Machine} machine
 */
const pnpmOnPath = ({ root, env }) => {
  const folder = (env.PATH ?? "")
    .split(delimiter)
    .find((candidate) => candidate !== "" && existsSync(join(candidate, "pnpm")))
  if (folder === undefined) return undefined
  const version = versionOf(join(folder, "pnpm"), {
    cwd: root,
    env: { ...withoutNpm(env), NODE_OPTIONS: "" },
    shell: windows
  })
  return version.startsWith("10.") ? folder : undefined
}

/**
 * One call of npx brings whatever is missing and tells where it lies.
 * @param {Machine} machine
 * @param {{ readonly node: string | undefined, readonly pnpmFolder: string | undefined }} found
 * @returns {Toolchain}
 */
const bring = (machine, found) => {
  const wanted = [...(found.node ? [] : ["node@24"]), ...(found.pnpmFolder ? [] : ["pnpm@10"])]
  machine.say(`getting ${wanted.join(" and ")} from the npm registry (once)`)
  const probe = ["node", "-p", "JSON.stringify([process.execPath,process.versions.node,process.env.PATH])"]
  const args = ["--yes", ...wanted.map((name) => `--package=${name}`), "--", ...probe]
  /** @type {[string, string, string]} */
  const [node, version, path] = JSON.parse(npx(machine, args))
  if (!found.node && !runsOurSources(version)) {
    throw new Error(
      `Node 22.19 or newer is needed and npx gave ${version}: is ignore-scripts set? Otherwise install Node 24.`
    )
  }
  const pnpmFolder = found.pnpmFolder ?? path.split(delimiter).find((folder) => existsSync(join(folder, "pnpm")))
  if (pnpmFolder === undefined) throw new Error("npx brought no pnpm; install pnpm 10 and try again")
  return { node: found.node ?? node, pnpmFolder }
}

/**
 * @param {Machine} machine
 * @param {ReadonlyArray<string>} args
 */
const npx = (machine, args) => {
  try {
    const env = { ...withoutNpm(machine.env), NODE_OPTIONS: "" }
    return execFileSync("npx", args, {
      cwd: machine.root,
      env,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
      shell: windows
    })
  } catch (cause) {
    const said = cause instanceof Error && "stderr" in cause ? String(cause.stderr).trim() : String(cause)
    throw new Error(
      `Node 22.19 or newer and pnpm 10 are needed (this is Node ${machine.version}) and npx could not bring them:\n${said}`
    )
  }
}
