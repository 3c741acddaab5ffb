package jubatus.core.config;

import java.util.Optional;
import java.util.OptionalLong;
import jubatus.core.bytes.ByteString;

/** What is forgotten when there is no more room (02 §5). {@code maxSize} is at least 1. */
public sealed interface UnlearnerConfig {
    int maxSize();

    /** Forgets what was used least recently, but never an id that matches the sticky pattern (02 §2.2 syntax). */
    record Lru(int maxSize, Optional<ByteString> stickyPattern) implements UnlearnerConfig {}

    /** Forgets one at random; the seed is within 0 … 2³²−1, the clock's if absent. */
    record Random(int maxSize, OptionalLong seed) implements UnlearnerConfig {}
}
