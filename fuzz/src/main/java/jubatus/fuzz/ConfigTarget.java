package jubatus.fuzz;

import jubatus.core.Engine;
import jubatus.core.config.ConfigException;

/** The text of a configuration: it is refused with all problems named, or makes an engine that can learn and classify. */
final class ConfigTarget implements FuzzTarget {
    @Override
    public void run(byte[] input) {
        Expected.accepted(() -> {
            try {
                Engines.checkHealthy(Engines.fresh(input, Engine.Mode.STANDALONE));
            } catch (ConfigException e) {
                Expected.check(!e.problems().isEmpty(), "it is refused without a problem");
                throw e;
            }
        });
    }
}
