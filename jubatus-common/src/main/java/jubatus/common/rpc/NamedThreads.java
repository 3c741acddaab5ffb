package jubatus.common.rpc;

import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes threads named by their duty and a number from 1. */
record NamedThreads(String duty, boolean daemon, AtomicInteger last) implements ThreadFactory {
    NamedThreads(String duty, boolean daemon) {
        this(duty, daemon, new AtomicInteger());
    }

    @Override
    public Thread newThread(Runnable task) {
        var thread = new FastThreadLocalThread(task, duty + "-" + last.incrementAndGet());
        thread.setDaemon(daemon);
        return thread;
    }
}
