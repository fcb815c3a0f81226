/** Reads server-sent events from the body of a fetch. */

import { createParser } from 'eventsource-parser'
import type { Cancelling } from './cancelling'
import type { ServerEvent } from './wire'

/** Ends with the stream; throws when it is cut or aborted. */
export async function readEvents(
  body: ReadableStream<Uint8Array>,
  giving: Cancelling,
  onBytes: () => void,
  onEvent: (event: ServerEvent) => void,
): Promise<void> {
  const parser = createParser({
    onEvent: ({ event, data, id }) => {
      const parsed = parse(data)
      if (parsed !== undefined) onEvent({ name: event ?? 'message', data: parsed, id: id ? Number(id) : null })
    },
  })
  const reader = body.getReader()
  const decoder = new TextDecoder()
  try {
    for (;;) {
      const { done, value } = await giving.guard(reader.read())
      if (done) return
      onBytes()
      parser.feed(decoder.decode(value, { stream: true }))
    }
  } catch (fault) {
    // Where the request cannot be aborted, this is what hangs up.
    void reader.cancel().catch(() => undefined)
    throw fault
  }
}

/** A proxy that puts its own words into the stream must not end it. */
function parse(data: string): unknown {
  try {
    return JSON.parse(data) as unknown
  } catch {
    return undefined
  }
}
