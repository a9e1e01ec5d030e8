/** An `HttpServer` on 127.0.0.1 and any free port that, when its scope closes, does not wait for clients to let go of idle connections. */
import { createServer, type Server } from "node:http"
import { NodeHttpServer } from "@effect/platform-node"

const impatientServer = (): Server => {
  const server = createServer()
  const close = server.close.bind(server)
  server.close = (callback) => {
    close(callback)
    server.closeAllConnections()
    return server
  }
  return server
}

export const localServer = NodeHttpServer.layer(impatientServer, {
  port: 0,
  host: "127.0.0.1",
  disablePreemptiveShutdown: true
})
