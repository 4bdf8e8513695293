import Fastify from 'fastify'

// What the framework costs by itself: one route that answers 204. The port is the next argument.
const app = Fastify({ logger: false })
app.get('/', (_request, reply) => reply.status(204).send())
await app.listen({ host: '127.0.0.1', port: Number(process.argv[3]) })
process.once('SIGTERM', () => process.exit(0))
