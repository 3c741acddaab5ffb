package jubatus.classifier;

import java.util.Set;
import jubatus.core.JubatusException;

/** The names that {@code --mixer} knows. */
final class MixerName {
    static final String LINEAR = "linear_mixer";
    static final String ALL = "linear_mixer, random_mixer, broadcast_mixer or skip_mixer";

    private static final Set<String> KNOWN = Set.of("linear_mixer", "random_mixer", "broadcast_mixer", "skip_mixer");

    private MixerName() {}

    static void check(String name) {
        if (!KNOWN.contains(name)) {
            throw new JubatusException(
                    JubatusException.Code.FAILED, "unsupported mix type (" + name + "); --mixer is one of " + ALL);
        }
    }
}
