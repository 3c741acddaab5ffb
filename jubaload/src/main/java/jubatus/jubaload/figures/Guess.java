package jubatus.jubaload.figures;

import java.util.List;
import java.util.Optional;
import jubatus.common.client.EstimateResult;
import jubatus.core.bytes.ByteString;

/** What a server's scores say. */
final class Guess {
    private Guess() {}

    /** The label with the largest score, of equal ones the first by its bytes; empty if the server knows no label yet. */
    static Optional<ByteString> of(List<EstimateResult> scores) {
        EstimateResult best = null;
        for (EstimateResult each : scores) {
            int compared = best == null ? 1 : Double.compare(comparable(each), comparable(best));
            if (compared > 0 || (compared == 0 && each.labelBytes().compareTo(best.labelBytes()) < 0)) {
                best = each;
            }
        }
        return Optional.ofNullable(best).map(EstimateResult::labelBytes);
    }

    /** 0 and -0 are equal, and what is no number is worse than any. */
    private static double comparable(EstimateResult result) {
        return Double.isNaN(result.score()) ? Double.NEGATIVE_INFINITY : result.score() + 0.0;
    }
}
