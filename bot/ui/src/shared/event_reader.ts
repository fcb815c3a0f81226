/** Reads server-sent events from the body of a fetch. */

import { createParser } from 'eventsource-parser'
import type { ServerEvent } from './wire'

/** Ends with the stream; throws when it is cut or aborted. */
export async function readEvents(
  body: ReadableStream<Uint8Array>,
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
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    onBytes()
    parser.feed(decoder.decode(value, { stream: true }))
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
