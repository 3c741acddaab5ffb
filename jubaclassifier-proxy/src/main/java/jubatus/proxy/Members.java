package jubatus.proxy;

import java.util.function.Consumer;
import jubatus.core.bytes.ByteString;

/** Who is active in which cluster. Safe for concurrent use. */
interface Members {
    /** The servers of a cluster that is known, else null. Never waits. */
    ActiveServers find(ByteString cluster);

    /** Looks for a cluster that is not known; {@code then} gets its servers, none if there is no such cluster, within a second. */
    void lookUp(ByteString cluster, Consumer<ActiveServers> then);
}
