/**
 * Installs the workspace's dependencies when the lock file or a manifest is not the one of the last time, and does nothing else:
 * no output, no process started, when all is as it was.
 */
import { spawnSync } from "node:child_process"
import { createHash } from "node:crypto"
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"

/**
 * @typedef {object} Workspace
 * @property {string} root
 * @property {import("./toolchain.mjs").Toolchain} toolchain
 * @property {NodeJS.ProcessEnv} env
 * @property {(line: string) => void} say
 */

/** @param {Workspace} workspace */
export const install = ({ root, toolchain, env, say }) => {
  const stamp = join(root, "node_modules", ".dragoman", "installed")
  const wanted = fingerprint(root)
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return
  say("installing the workspace's dependencies")
  // pnpm's report belongs on stderr: stdout is the command's own.
  const args = ["install", "--frozen-lockfile", "--config.confirm-modules-purge=false"]
  const pnpm = spawnSync(join(toolchain.pnpmFolder, "pnpm"), args, {
    cwd: root,
    env,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32"
  })
  if (pnpm.error !== undefined) throw pnpm.error
  if (pnpm.status !== 0) throw new Error("the dependencies could not be installed, see above")
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, wanted)
}

/**
 * Of everything that decides what an installation holds.
 * @param {string} root
 */
export const fingerprint = (root) => {
  const packages = readdirSync(join(root, "packages")).sort()
  const manifests = [".", "examples", "benchmarks", ...packages.map((name) => join("packages", name))]
  const files = ["pnpm-lock.yaml", "pnpm-workspace.yaml", ...manifests.map((folder) => join(folder, "package.json"))]
  const hash = createHash("sha256").update(`${process.platform} ${process.arch}\n`)
  for (const file of files) {
    const path = join(root, file)
    if (existsSync(path)) hash.update(`${file}\n`).update(readFileSync(path))
  }
  return hash.digest("hex")
}
