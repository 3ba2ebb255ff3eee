/** Turns what a handler yields into bytes on the wire, no faster than the reader takes them. */

const encoder = new TextEncoder();

/**
 * A stream over `source`. The next piece is asked for only when the last one was taken; a reader that goes away ends the source.
 *
 * An error of the source is handed to `cut`, which breaks the connection off: its message may hold values,
 * and a shortened answer must not look like a whole one.
 */
export function byteStream(
  source: AsyncIterable<Uint8Array | string>,
  cut: (error: unknown) => void,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const pieces = source[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        try {
          const { done, value } = await pieces.next();
          if (done) return controller.close();
          // Safe: bytes of ours never lie on shared memory.
          controller.enqueue(typeof value === 'string' ? encoder.encode(value) : (value as Uint8Array<ArrayBuffer>));
        } catch (error) {
          cut(error);
          // Nobody listens any more. Erring the stream instead would make the adapter print it.
          controller.close();
        }
      },
      async cancel() {
        await pieces.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}
