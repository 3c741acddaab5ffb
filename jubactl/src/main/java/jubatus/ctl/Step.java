package jubatus.ctl;

import java.util.Optional;

/**
 * A command at one node, when it is over.
 *
 * @param problem why it failed, one sentence; empty if it went well
 */
record Step(String node, Optional<String> problem) {
    boolean wentWell() {
        return problem.isEmpty();
    }
}
