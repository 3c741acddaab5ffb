package jubatus.common.rpc;

import io.netty.channel.ChannelHandlerContext;
import java.util.function.LongSupplier;

/**
 * The time-outs of one connection: it is closed when nothing has happened for the idle time-out (03 §2.7), unless a long answer is on its
 * way to a slow client. If messages have a time of their own, one that arrives has it instead: slow progress is enough until then.
 * Confined to the connection's event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty reports what fails to exceptionCaught and channelInactive.
final class ConnectionTimer {
    private final ChannelHandlerContext context;
    private final RpcStatistics statistics;
    private final LongSupplier unsent;
    private final IdleTimer idle;
    /** Never expires if messages have no time of their own. */
    private final IdleTimer arrival;

    private final boolean isArrivalTimed;
    private long unsentWhenIdle = -1;
    private boolean arriving;
    private long arrivingMessage;
    private boolean ending;

    /** @param unsent how many bytes the client has not read */
    ConnectionTimer(ChannelHandlerContext context, ServerContext server, LongSupplier unsent) {
        this.context = context;
        this.statistics = server.statistics();
        this.unsent = unsent;
        RpcServer.Options options = server.options();
        idle = new IdleTimer(
                context.executor(), System::nanoTime, options.idleTimeout().toNanos(), this::idleExpired);
        long arrivalNanos = options.bounds().messageTime().toNanos();
        isArrivalTimed = arrivalNanos > 0;
        arrival = new IdleTimer(context.executor(), System::nanoTime, arrivalNanos, this::arrivalExpired);
        arrival.suspend();
    }

    void start() {
        idle.start();
        arrival.start();
    }

    void restart() {
        idle.restart();
    }

    /** The client need not do anything before {@link #resume}. */
    void suspend() {
        idle.suspend();
    }

    void resume() {
        idle.resume();
    }

    /** The connection ends by itself, so that cutting it is nothing to be counted. */
    void expectEnd() {
        ending = true;
    }

    void stop() {
        idle.stop();
        arrival.stop();
    }

    /**
     * To be called after each batch of bytes.
     *
     * @param isArriving whether the beginning of a message is here and the rest is awaited
     * @param message how many came before it
     */
    void arriving(boolean isArriving, long message) {
        boolean isNew = isArriving && (!arriving || message != arrivingMessage);
        arriving = isArriving;
        arrivingMessage = message;
        if (!isArrivalTimed) {
            return;
        }
        if (isNew) {
            arrival.restart();
            arrival.resume();
        } else if (!isArriving) {
            arrival.suspend();
        }
    }

    private void arrivalExpired() {
        statistics.count(RpcStatistics.Limits.MESSAGE_TIME);
        close();
    }

    private void idleExpired() {
        long left = unsent.getAsLong();
        if (left > 0 && left != unsentWhenIdle) {
            // A long answer is on its way to a slow client.
            unsentWhenIdle = left;
            idle.restart();
            return;
        }
        if (arriving && isArrivalTimed) {
            idle.restart();
            return;
        }
        if (arriving) {
            statistics.count(RpcStatistics.Limits.MESSAGE_TIME);
        }
        close();
    }

    private void close() {
        if (!ending) {
            statistics.count(RpcStatistics.Connections.IDLE_CLOSED);
        }
        context.close();
    }
}
