package jubatus.common.rpc;

import io.netty.channel.WriteBufferWaterMark;
import java.time.Duration;
import jubatus.core.msgpack.MessageReader;

/** Every fixed bound of the RPC layer; what an operator may set stands in {@link RpcServer.Options}. */
final class RpcLimits {
    /** Deepest nesting of containers in a message, the message's own array included (03 §1.2). */
    static final int DEPTH = MessageReader.MAX_DEPTH;

    /** Longest message whatever the options allow: it may have to lie in one array for the method that reads it. */
    static final int MESSAGE_BYTES = Integer.MAX_VALUE - (1 << 20);

    /** Longest answer: a request of one megabyte, a list of data without contents, can ask for gigabytes of scores. */
    static final int ANSWER_BYTES = 1 << 30;

    /** Longer requests run on a worker, so that nobody else on the loop waits for them. */
    static final int LARGE_REQUEST_BYTES = 256 << 10;

    /** First size of a receive array, and what an unfinished message keeps at least. */
    static final int SMALL_ARRAY_BYTES = 1 << 10;

    /** Longer messages are received in pages: to clear and copy an array that long takes a loop a millisecond. */
    static final int LARGEST_ARRAY_BYTES = 2 << 20;

    /** Receive arrays up to this size do not count in the {@link BufferBudget}; what one read brings fits in. */
    static final int FREE_ARRAY_BYTES = 64 << 10;

    /** Messages that have begun to arrive, or that run, may take this part of the heap together: the model needs the rest. */
    static final int HEAP_PART_FOR_MESSAGES = 2;

    /** Largest array that a thread keeps for its next message or answer. */
    static final int KEPT_ARRAY_BYTES = 1 << 20;

    /** What one read from a socket may bring. */
    static final int READ_BYTES = 64 << 10;

    /** What a loop keeps to collect what it writes. */
    static final int WRITE_BYTES = 64 << 10;

    /** Answers to one batch of requests go to the socket when they reach this size, at the latest at the end of the batch. */
    static final int ANSWER_BATCH_BYTES = 64 << 10;

    /** A connection with more unsent bytes than the upper mark runs no further requests until they fall below the lower. */
    static final int UNSENT_LOW_BYTES = 256 << 10;

    static final int UNSENT_HIGH_BYTES = 1 << 20;

    static final WriteBufferWaterMark UNSENT = new WriteBufferWaterMark(UNSENT_LOW_BYTES, UNSENT_HIGH_BYTES);

    /** Deferred requests of one connection that may be under way at once; above, nothing more is read from it. */
    static final int OPEN_REQUESTS = 1 << 10;

    /** Bytes of those requests; a longer one may be under way alone. */
    static final long OPEN_REQUEST_BYTES = 16 << 20;

    /** Threads for blocking methods and large requests; they are started when needed and end when idle. */
    static final int WORKERS = 16;

    static final Duration WORKER_KEEP_ALIVE = Duration.ofSeconds(30);

    static final int ACCEPT_BACKLOG = 1024;

    /** How long a closed connection may go on sending into the void, lest a reset destroys answers under way. */
    static final Duration LINGER = Duration.ofSeconds(1);

    /** How long {@link RpcServer#close} waits for requests that run. */
    static final Duration DRAIN = Duration.ofSeconds(10);

    /** How long the other side may take to agree on TLS; a client of ours meanwhile counts as a connection. */
    static final Duration TLS_HANDSHAKE = Duration.ofSeconds(10);

    private RpcLimits() {}
}
