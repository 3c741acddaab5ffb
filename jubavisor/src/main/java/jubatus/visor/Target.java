package jubatus.visor;

import jubatus.core.JubatusException;

/**
 * What a call is about: {@code jubaclassifier/shogun}, servers of a cluster.
 *
 * @param text as it was sent, for messages; control characters show as a question mark
 * @param server the program
 * @param name of the cluster
 */
record Target(String text, String server, String name) {
    /** Server and name are parted by the first slash; without one each is the whole text (01 §6.2). Checks nothing. */
    static Target of(String text) {
        int slash = text.indexOf('/');
        String shown = text.replaceAll("\\p{Cntrl}", "?");
        return slash < 0
                ? new Target(shown, text, text)
                : new Target(shown, text.substring(0, slash), text.substring(slash + 1));
    }

    /** Throws unless it has the form that a start needs. */
    void check() {
        if (text.indexOf(' ') >= 0 || server.isEmpty() || name.isEmpty()) {
            throw new JubatusException(
                    JubatusException.Code.FAILED,
                    "cannot parse " + text + ": it must be <server>/<name>, neither empty, without a blank");
        }
    }
}
