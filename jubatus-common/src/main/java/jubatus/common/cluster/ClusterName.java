package jubatus.common.cluster;

import java.util.Locale;
import jubatus.core.JubatusException;

/**
 * What tells one cluster from another: its engine type, such as {@code classifier}, and its name. Knows the cluster's paths (01 §2.1).
 *
 * <p>Both become parts of paths, so they must not be empty, {@code .} or {@code ..}, and hold no slash or control character.
 */
public record ClusterName(String type, String name) {
    /** @throws JubatusException if one of them cannot be part of a path */
    public ClusterName {
        check("type", type);
        check("name", name);
    }

    private static void check(String what, String value) {
        if (value.isEmpty()) {
            throw failure(what, value, "must not be empty");
        }
        if (value.equals(".") || value.equals("..")) {
            throw failure(what, value, "must not be \".\" or \"..\", which ZooKeeper refuses");
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '/') {
                throw failure(what, value, "must not contain \"/\", which separates the nodes of ZooKeeper");
            }
            if (!isAllowed(c)) {
                throw failure(what, value, "must not contain the character U+" + hex(c) + ", which ZooKeeper refuses");
            }
        }
    }

    /** What ZooKeeper takes in a path: neither control characters nor surrogates, private use or specials. */
    private static boolean isAllowed(char c) {
        return c > '\u001f' && (c < '\u007f' || c > '\u009f') && (c < '\ud800' || c > '\uf8ff') && c < '\ufff0';
    }

    private static String hex(char c) {
        String digits = Integer.toHexString(c).toUpperCase(Locale.ROOT);
        return "0000".substring(digits.length()) + digits;
    }

    private static JubatusException failure(String what, String value, String rule) {
        return new JubatusException(
                JubatusException.Code.FAILED, "the " + what + " of a cluster " + rule + ", was \"" + value + "\"");
    }

    /** Where the cluster's nodes lie. */
    public String root() {
        return ClusterTree.ACTORS + "/" + type + "/" + name;
    }

    /** Every server that is up. */
    public String nodes() {
        return root() + "/nodes";
    }

    /** The servers whose models are up to date; the proxy sends requests to these. */
    public String actives() {
        return root() + "/actives";
    }

    /** Read by each running server, written by {@code jubaconfig}. */
    public String configLock() {
        return root() + "/config_lock";
    }

    /** Held by the server that mixes or fetches a model. */
    public String masterLock() {
        return root() + "/master_lock";
    }

    /** The configuration's text. */
    public String config() {
        return ClusterTree.CONFIG + "/" + type + "/" + name;
    }
}
