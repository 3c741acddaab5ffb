package jubatus.jubaload.send;

import java.time.Duration;

/**
 * Which batches are sent again.
 *
 * @param total how long one is tried that certainly did no harm; it begins with the first failure, and needs a server that once answered
 * @param unclearToo whether one that the server may have learned is repeated too, at the risk of counting twice
 */
public record Patience(Duration total, boolean unclearToo) {}
