/** A thread with an HTTP server that answers every request with one contact, and tells its port. */
import { readFileSync } from "node:fs"
import { createServer } from "node:http"
import { parentPort } from "node:worker_threads"

const contact = JSON.stringify(JSON.parse(readFileSync(new URL("../fixtures/contact.json", import.meta.url), "utf8")))
const headers = { "content-type": "application/json; charset=utf-8", "content-length": Buffer.byteLength(contact) }

const server = createServer((_, response) => {
  response.writeHead(200, headers).end(contact)
}).listen(0, "127.0.0.1", () => {
  const address = server.address()
  if (typeof address === "object") parentPort?.postMessage(address?.port)
})
