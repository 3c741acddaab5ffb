package jubatus.classifier;

import jubatus.common.process.LogThrottle;
import jubatus.core.bytes.ByteString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns of scores that are not finite: the model is poisoned, and every classification would say so. At most one record a second
 * is written, with the number of those left out. Safe for concurrent use.
 */
final class NonFiniteScores {
    private static final Logger LOG = LoggerFactory.getLogger(NonFiniteScores.class);

    private final LogThrottle throttle;

    NonFiniteScores(LogThrottle throttle) {
        this.throttle = throttle;
    }

    void report(ByteString label, double score) {
        throttle.pass()
                .ifPresent(leftOut -> LOG.atWarn()
                        .addKeyValue("leftOut", leftOut)
                        .log("score is infinite: {} = {}", printable(label), shown(score)));
    }

    /** A label is any bytes; a line end in it must not forge a record. */
    private static String printable(ByteString label) {
        return label.toString().replaceAll("\\p{Cntrl}", "?");
    }

    private static String shown(double score) {
        return Double.isNaN(score) ? "nan" : score > 0 ? "inf" : "-inf";
    }
}
